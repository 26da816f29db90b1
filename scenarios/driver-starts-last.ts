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
  title: 'The driver is the last to start',
  story: 'The town is there for 3 s before its driver: the first charge that is asked for then goes all the way.',
  tags: ['start-up'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    startBroker(),
    during(service.delayedStart('driver'), [startServices({ except: ['driver'] }), wait(seconds(3))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
