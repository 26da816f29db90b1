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
  title: 'The engine is the last to start',
  story:
    'For 3 s the charge point is broken in the eyes of all: requests are denied with that reason, and charged when the engine comes.',
  tags: ['start-up'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    startBroker(),
    during(service.delayedStart('engine'), [startServices({ except: ['engine'] }), wait(seconds(3))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
