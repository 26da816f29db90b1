import {
  broker,
  during,
  expectRecovery,
  kafkaAnswers,
  seconds,
  story,
  wait,
  waitUntil,
  withoutKafka,
} from '../harness/index.ts';

export default story({
  title: 'Kafka is killed three times',
  story:
    'Kafka is killed three times with hardly time to recover in between; every request comes to its end, and once.',
  tags: ['mid-run'],
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(broker.killed(), [wait(seconds(2))]),
    waitUntil('Kafka answers again', kafkaAnswers(), { within: seconds(10) }),
    wait(seconds(1)),
    during(broker.killed(), [wait(seconds(2))]),
    waitUntil('Kafka answers again', kafkaAnswers(), { within: seconds(10) }),
    wait(seconds(1)),
    during(broker.killed(), [wait(seconds(3))]),
    expectRecovery({ within, watch: seconds(60) }),
  ],
  also: withoutKafka,
});
