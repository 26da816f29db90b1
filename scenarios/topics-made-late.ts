import {
  degraded,
  during,
  expectRecovery,
  honestReadiness,
  seconds,
  startServices,
  story,
  topics,
  wait,
  waitUntil,
} from '../harness/index.ts';

export default story({
  title: 'The topics are made late',
  story:
    'Kafka is there, and nobody has made its topics for 3 s; the services wait, and requests are served when an operator has made them.',
  tags: ['start-up'],
  steps: ({ within }) => [
    during(topics.missing(), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(3)),
    ]),
    expectRecovery({ within }),
  ],
  topics: 'none',
  also: [honestReadiness],
});
