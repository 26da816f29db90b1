import { during, expectRecovery, fulfilledMeanwhile, route, seconds, story, waitUntil } from '../harness/index.ts';

export default story({
  title: 'Every answer of Kafka takes half a second longer',
  story:
    'Everything is slow and nothing stands still: requests go all the way while each answer of Kafka is half a second late.',
  tags: ['mid-run'],
  breaks: 'ways',
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    // Seven messages, one after the other. Each takes three answers: it waits for the one before it to be sent, asks
    // who leads its topic, and is fetched.
    during(route.latency({ ms: 500 }), [
      waitUntil('a request goes all the way all the same', fulfilledMeanwhile(1), { within: seconds(30) }),
    ]),
    expectRecovery({ within }),
  ],
});
