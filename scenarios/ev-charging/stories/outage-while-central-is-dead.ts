import {
  broker,
  during,
  expectRecovery,
  honestReadiness,
  scenario,
  seconds,
  service,
  wait,
} from '../../../harness/index.ts';
import { alwaysExpected } from '../expected.ts';
import { inFullSwing } from '../in-full-swing.ts';
import { evCharging } from '../index.ts';
import { chargingSessions } from '../workload.ts';

export default scenario({
  title: 'Kafka dies while central is dead',
  story:
    'Central is killed, and then Kafka: Kafka comes back first, central a second later, and everything that was promised is kept.',
  tags: ['two-at-once'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(service.killed('central'), [
      wait(seconds(1)),
      during(broker.killed(), [wait(seconds(3))]),
      wait(seconds(1)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: [...alwaysExpected, honestReadiness],
});
