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
  title: 'Kafka starts slowly behind a proxy',
  story:
    'For 6 s a proxy accepts every connection and closes it, because there is no Kafka behind it yet; requests are served when there is.',
  tags: ['start-up', 'gate'],
  steps: ({ within }) => [
    during(broker.notStarted({ as: 'closed' }), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(6)),
    ]),
    expectRecovery({ within }),
  ],
  also: withoutKafka,
});
