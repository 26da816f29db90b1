import {
  broker,
  degraded,
  during,
  expectRecovery,
  honestReadiness,
  kafkaAnswers,
  seconds,
  startServices,
  story,
  wait,
  waitUntil,
} from '../harness/index.ts';

export default story({
  title: 'Kafka comes, dies, and comes again',
  story:
    'Kafka is there for a second and dies again while the services start; when it comes to stay, every request is served.',
  tags: ['start-up'],
  steps: ({ within }) => [
    during(broker.notStarted({ as: 'refused' }), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(2)),
    ]),
    waitUntil('Kafka answers', kafkaAnswers(), { within: seconds(10) }),
    during(broker.killed(), [wait(seconds(3))]),
    expectRecovery({ within }),
  ],
  also: [honestReadiness],
});
