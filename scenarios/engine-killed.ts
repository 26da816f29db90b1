import { during, expectRecovery, scenario, seconds, service, wait, waitUntil } from '../harness/index.ts';
import { centralSays, supplying } from './ev-charging/conditions.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The engine dies',
  story:
    'The engine is killed while it supplies: when it is back it ends the session with what had been supplied, and the ticket is written once.',
  tags: ['parts', 'gate'],
  system: evCharging,
  load: chargingSessions({ targetWh: 60 }),
  steps: [
    ...inFullSwing,
    waitUntil('a vehicle is supplied', supplying(), { within: seconds(10) }),
    during(service.killed('engine'), [
      waitUntil('central says that the charge point is broken', centralSays('BROKEN'), { within: seconds(4) }),
      wait(seconds(1)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
