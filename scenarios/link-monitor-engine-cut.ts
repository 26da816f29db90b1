import {
  during,
  fulfilledOperations,
  hold,
  link,
  ms,
  recover,
  scenario,
  seconds,
  startBroker,
  startServices,
  until,
} from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The monitor is cut off from its engine for 5 s',
  story:
    'The charge point is shown as broken, and drivers are told so; when the link is back it charges again by itself.',
  tags: ['parts', 'gate'],
  system: evCharging,
  load: chargingSessions({ every: ms(500) }),
  steps: [
    startBroker(),
    startServices(),
    until('two charges have gone all the way', fulfilledOperations(2), { within: seconds(15) }),
    during(link.cut({ of: 'monitor-engine' }), [hold(seconds(5))]),
    recover({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
