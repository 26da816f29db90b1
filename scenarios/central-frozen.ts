import {
  during,
  expectRecovery,
  refusedMeanwhile,
  scenario,
  seconds,
  service,
  wait,
  waitsFor,
  waitUntil,
} from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Central stands still',
  story:
    'Central is frozen for some seconds: requests are refused as soon as its silence is plain, and when it goes on nothing has been lost.',
  tags: ['parts'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(service.paused('central'), [
      waitUntil('the driver says that it waits for central', waitsFor('driver', 'central'), { within: seconds(5) }),
      waitUntil('requests are refused', refusedMeanwhile(1), { within: seconds(2) }),
      wait(seconds(1)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
