import {
  during,
  expectRecovery,
  honestReadiness,
  route,
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
  title: 'Central dies while the engine is cut off',
  story:
    'The way of the engine to Kafka is cut, and then central is killed: both come back, the session that ran meanwhile has its one ticket.',
  tags: ['two-at-once'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(route.cut({ of: 'engine' }), [
      wait(seconds(1)),
      during(service.killed('central'), [wait(seconds(2))]),
      wait(seconds(1)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: [...alwaysExpected, honestReadiness],
});
