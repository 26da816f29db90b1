import {
  during,
  expectRecovery,
  scenario,
  seconds,
  service,
  startBroker,
  startServices,
  wait,
} from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The monitor is the last to start',
  story:
    'For 3 s the engine does not know which charge point it is, and central has no word of it: requests are denied, and charged when the monitor comes.',
  tags: ['start-up'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    startBroker(),
    during(service.delayedStart('monitor'), [startServices({ except: ['monitor'] }), wait(seconds(3))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
