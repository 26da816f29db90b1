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
  title: 'Kafka does not start',
  story:
    'For 20 s a proxy accepts connections for a Kafka that is not there; the services stay up, say so, and connect when it comes.',
  tags: ['start-up'],
  steps: ({ within }) => [
    during(broker.notStarted({ as: 'closed' }), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(20)),
      waitUntil('every service is still up and still says so', degraded(), { within: seconds(1) }),
    ]),
    expectRecovery({ within }),
  ],
  also: withoutKafka,
});
