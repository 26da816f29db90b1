import { during, expectRecovery, route, seconds, story, wait, withoutKafka } from '../harness/index.ts';

export default story({
  title: 'Nothing gets through to Kafka or back for 6 s',
  story:
    'The way to Kafka swallows everything without a word: the services notice it by themselves, and every request comes to its end.',
  tags: ['mid-run', 'gate'],
  breaks: 'ways',
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(route.blackHole({ direction: 'both' }), [wait(seconds(6))]),
    expectRecovery({ within }),
  ],
  also: withoutKafka,
});
