import {
  broker,
  expectRecovery,
  scenario,
  seconds,
  service,
  together,
  wait,
  waitUntil,
} from '../../../harness/index.ts';
import { supplying } from '../conditions.ts';
import { alwaysExpected } from '../expected.ts';
import { inFullSwing } from '../in-full-swing.ts';
import { evCharging } from '../index.ts';
import { chargingSessions } from '../workload.ts';

export default scenario({
  title: 'Kafka and the engine die at once',
  story: 'A power cut takes Kafka and the engine while a vehicle charges: what had been supplied is paid for, once.',
  tags: ['two-at-once'],
  system: evCharging,
  load: chargingSessions({ targetWh: 60 }),
  steps: [
    ...inFullSwing,
    waitUntil('a vehicle is supplied', supplying(), { within: seconds(10) }),
    together([service.killed('engine'), broker.killed()], [wait(seconds(3))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
