import { during, expectRecovery, route, seconds, story, wait, withoutKafka } from '../harness/index.ts';

export default story({
  title: 'No answer of Kafka gets through for 6 s',
  story:
    'Kafka takes what it is sent and its acknowledgement is lost: what is sent again has no second effect, and nobody pays twice.',
  tags: ['mid-run', 'gate'],
  breaks: 'ways',
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(route.blackHole({ direction: 'answers' }), [wait(seconds(6))]),
    expectRecovery({ within }),
  ],
  also: withoutKafka,
});
