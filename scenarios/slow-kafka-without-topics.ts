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
  title: 'Kafka starts slowly, and has no topics',
  story:
    'The services are up 6 s before Kafka and must make their topics themselves; what was asked for meanwhile is served then.',
  tags: ['start-up'],
  steps: ({ within }) => [
    during(broker.notStarted({ as: 'refused' }), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(6)),
    ]),
    expectRecovery({ within }),
  ],
  topics: 'by-services',
  also: withoutKafka,
});
