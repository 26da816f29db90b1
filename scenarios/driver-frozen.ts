import { during, expectRecovery, scenario, seconds, service, wait, waitUntil } from '../harness/index.ts';
import { supplying } from './ev-charging/conditions.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The driver stands still',
  story:
    'The driver is frozen for 3 s: whoever asks gets no answer and cannot know what became of the request; what was kept of it comes to its end.',
  tags: ['parts'],
  system: evCharging,
  load: chargingSessions({ targetWh: 60 }),
  steps: [
    ...inFullSwing,
    waitUntil('a vehicle is supplied', supplying(), { within: seconds(10) }),
    during(service.paused('driver'), [wait(seconds(3))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
