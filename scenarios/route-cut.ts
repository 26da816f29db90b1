import { during, expectRecovery, route, seconds, steadyState, story, wait, withoutKafka } from '../harness/index.ts';

export default story({
  title: 'The way to Kafka is cut for 5 s',
  story: 'Kafka is well, and nobody reaches it: what was asked for meanwhile is served when the way is open again.',
  tags: ['mid-run', 'gate'],
  breaks: 'ways',
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    // So that there is something that what is asked after the heal can be held against.
    wait(seconds(1)),
    during(route.cut(), [wait(seconds(5))]),
    expectRecovery({ within }),
    wait(seconds(1)),
  ],
  also: [...withoutKafka, steadyState],
});
