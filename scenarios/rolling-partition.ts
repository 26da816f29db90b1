import {
  during,
  fulfilledOperations,
  hold,
  honestWhileDegraded,
  ms,
  recover,
  route,
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
  title: 'One service after the other is cut off from Kafka',
  story:
    'The driver, central and the engine lose Kafka in turn: what each could not say or hear meanwhile is made up for.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions({ every: ms(500) }),
  steps: [
    startBroker(),
    startServices(),
    until('two charges have gone all the way', fulfilledOperations(2), { within: seconds(15) }),
    during(route.cut({ of: 'driver' }), [hold(seconds(3))]),
    during(route.cut({ of: 'central' }), [hold(seconds(3))]),
    during(route.cut({ of: 'engine' }), [hold(seconds(3))]),
    recover({ within: seconds(3) }),
  ],
  expect: [...alwaysExpected, honestWhileDegraded],
});
