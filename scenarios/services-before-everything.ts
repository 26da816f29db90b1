import {
  broker,
  degraded,
  during,
  expectRecovery,
  honestReadiness,
  seconds,
  startServices,
  story,
  wait,
  waitUntil,
} from '../harness/index.ts';

export default story({
  title: 'The services come first, one by one, long before Kafka',
  story:
    'The services start one after the other, each before whoever it needs, and Kafka last; nobody starts anything a second time.',
  tags: ['start-up'],
  steps: ({ services, within }) => [
    during(broker.notStarted({ as: 'refused' }), [
      ...services.map((service) => startServices({ only: [service] })),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(6)),
    ]),
    expectRecovery({ within }),
  ],
  also: [honestReadiness],
});
