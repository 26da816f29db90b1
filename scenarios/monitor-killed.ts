import { during, expectRecovery, scenario, seconds, service, wait, waitUntil } from '../harness/index.ts';
import { centralSays, supplying } from './ev-charging/conditions.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The monitor dies',
  story:
    'The monitor is killed: the charge point is disconnected, a running session ends with its ticket, and charges begin again when the monitor is back.',
  tags: ['parts'],
  system: evCharging,
  load: chargingSessions({ targetWh: 150 }),
  steps: [
    ...inFullSwing,
    waitUntil('a vehicle is supplied', supplying(), { within: seconds(10) }),
    during(service.killed('monitor'), [
      waitUntil('central says that the charge point is disconnected', centralSays('DISCONNECTED'), {
        within: seconds(4),
      }),
      wait(seconds(1)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
