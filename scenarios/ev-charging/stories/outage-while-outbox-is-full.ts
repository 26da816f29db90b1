import {
  broker,
  during,
  expectRecovery,
  honestReadiness,
  refusedMeanwhile,
  scenario,
  seconds,
  wait,
  waitUntil,
} from '../../../harness/index.ts';
import { alwaysExpected } from '../expected.ts';
import { inFullSwing } from '../in-full-swing.ts';
import { evCharging } from '../index.ts';
import { withMore } from '../with-more.ts';
import { chargingSessions } from '../workload.ts';

export default scenario({
  title: 'Kafka is away for so long that no more can be kept',
  story:
    'Kafka is killed, and the driver can keep four events: it takes what it can keep, refuses the rest honestly, and all that it took is charged.',
  tags: ['two-at-once'],
  system: withMore(evCharging, 'driver', ['--outbox-limit', '4']),
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(broker.killed(), [
      waitUntil('the driver refuses what it cannot keep', refusedMeanwhile(1), { within: seconds(6) }),
      wait(seconds(2)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: [...alwaysExpected, honestReadiness],
});
