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
  title: 'Kafka starts slowly',
  story: 'The services are up 6 s before Kafka; what is asked for meanwhile is served when it is there.',
  tags: ['start-up', 'gate'],
  steps: ({ within }) => [
    during(broker.notStarted({ as: 'refused' }), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(6)),
    ]),
    expectRecovery({ within }),
  ],
  also: withoutKafka,
});
