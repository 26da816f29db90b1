import { during, expectRecovery, route, seconds, story, wait, withoutKafka } from '../harness/index.ts';

export default story({
  title: 'Nothing gets through to Kafka for 6 s',
  story:
    'What the services say is lost without a word, while Kafka is well: they say it again, and every request comes to its end.',
  tags: ['mid-run'],
  breaks: 'ways',
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(route.blackHole({ direction: 'requests' }), [wait(seconds(6))]),
    expectRecovery({ within }),
  ],
  also: withoutKafka,
});
