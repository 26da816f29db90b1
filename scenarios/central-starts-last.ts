import {
  during,
  expectRecovery,
  scenario,
  seconds,
  service,
  startBroker,
  startServices,
  wait,
  waitsFor,
  waitUntil,
} from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Central is the last to start',
  story:
    'For 4 s there is no central: requests are refused once that is plain, and those that were taken before are answered when central comes.',
  tags: ['start-up', 'gate'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    startBroker(),
    during(service.delayedStart('central'), [
      startServices({ except: ['central'] }),
      waitUntil('the driver says that it waits for central', waitsFor('driver', 'central'), { within: seconds(5) }),
      wait(seconds(2)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
