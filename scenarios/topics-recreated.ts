import { during, expectRecovery, seconds, story, topics, wait } from '../harness/index.ts';

export default story({
  title: 'An operator deletes the topics and makes them again',
  story:
    'The topics are deleted with all that is in them and made again, empty; what is asked for afterwards is served.',
  tags: ['mid-run'],
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    // The longer the old topics have become, the more of the new ones is behind nobody's place in the old ones.
    wait(seconds(2)),
    during(topics.recreated(), [wait(seconds(1))]),
    expectRecovery({ within }),
    wait(seconds(2)),
  ],
});
