import { broker, during, expectRecovery, honestReadiness, scenario, seconds, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Kafka is shut down for maintenance',
  story:
    'Kafka is shut down in good order during a charge and started 4 s later; every charge comes to its end, with one ticket.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [...inFullSwing, during(broker.stopped(), [wait(seconds(4))]), expectRecovery({ within: seconds(5) })],
  expect: [...alwaysExpected, honestReadiness],
});
