import { broker, during, expectRecovery, honestReadiness, scenario, seconds, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Kafka stands still for 4 s',
  story:
    'Kafka accepts connections and answers nobody for 4 s; what was asked for meanwhile is charged when it goes on.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [...inFullSwing, during(broker.paused(), [wait(seconds(4))]), expectRecovery({ within: seconds(5) })],
  expect: [...alwaysExpected, honestReadiness],
});
