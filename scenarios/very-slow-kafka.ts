import {
  broker,
  degraded,
  during,
  expectRecovery,
  seconds,
  startServices,
  story,
  wait,
  waitUntil,
  withoutKafka,
} from '../harness/index.ts';

export default story({
  title: 'Kafka starts very slowly',
  story: 'Kafka comes after 20 s, when a service that tries 10 times has given up; requests are served all the same.',
  tags: ['start-up'],
  steps: ({ within }) => [
    during(broker.notStarted({ as: 'refused' }), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(20)),
    ]),
    expectRecovery({ within }),
  ],
  also: withoutKafka,
});
