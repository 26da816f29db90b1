import { during, expectRecovery, seconds, story, topics, wait } from '../harness/index.ts';

export default story({
  title: 'An operator gives the topics more partitions',
  story:
    'Each topic gets 12 partitions instead of 3 while requests are served; each request comes to its end all the same.',
  tags: ['mid-run'],
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    wait(seconds(1)),
    during(topics.partitionsAdded({ count: 12 }), [wait(seconds(4))]),
    expectRecovery({ within }),
    wait(seconds(1)),
  ],
});
