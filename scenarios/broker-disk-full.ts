import { broker, during, expectRecovery, honestReadiness, scenario, seconds, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: "Kafka's disk is full",
  story:
    'Kafka cannot write any more and halts; 3 s later there is room and it is started, and every charge comes to its end.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [...inFullSwing, during(broker.diskFull(), [wait(seconds(3))]), expectRecovery({ within: seconds(5) })],
  expect: [...alwaysExpected, honestReadiness],
});
