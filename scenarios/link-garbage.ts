import { during, expectRecovery, link, seconds, story, wait } from '../harness/index.ts';

export default story({
  title: 'Random bytes come from the links between services for 3 s',
  story:
    'Who makes a link hears nothing but noise: it trusts none of it, and works again by itself when the noise is over.',
  tags: ['parts'],
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(link.garbage({ seed: 7 }), [wait(seconds(3))]),
    expectRecovery({ within }),
  ],
});
