import { during, expectRecovery, link, seconds, story, wait } from '../harness/index.ts';

export default story({
  title: 'Nothing gets through the links between services for 4 s',
  story:
    'The far ends of all links fall silent without a word: when they speak again everything works again by itself.',
  tags: ['parts'],
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(link.blackHole(), [wait(seconds(4))]),
    expectRecovery({ within }),
  ],
});
