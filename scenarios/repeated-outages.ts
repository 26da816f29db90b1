import { broker, during, expectRecovery, kafkaAnswers, scenario, seconds, wait, waitUntil } from '../harness/index.ts';
import { expectedWithoutKafka } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Kafka is killed three times',
  story:
    'Kafka is killed three times with hardly time to recover in between; every charge comes to its end, with one ticket.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(broker.killed(), [wait(seconds(2))]),
    waitUntil('Kafka answers again', kafkaAnswers(), { within: seconds(10) }),
    wait(seconds(1)),
    during(broker.killed(), [wait(seconds(2))]),
    waitUntil('Kafka answers again', kafkaAnswers(), { within: seconds(10) }),
    wait(seconds(1)),
    during(broker.killed(), [wait(seconds(3))]),
    expectRecovery({ within: seconds(5), watch: seconds(60) }),
  ],
  expect: expectedWithoutKafka,
});
