import { during, expectRecovery, scenario, seconds, service, wait, waitUntil } from '../harness/index.ts';
import { supplying } from './ev-charging/conditions.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The driver dies',
  story:
    'The driver is killed while it charges: the charge goes on, and when the driver is back it learns how each of its requests has ended.',
  tags: ['parts'],
  system: evCharging,
  load: chargingSessions({ targetWh: 60 }),
  steps: [
    ...inFullSwing,
    waitUntil('a vehicle is supplied', supplying(), { within: seconds(10) }),
    during(service.killed('driver'), [wait(seconds(3))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
