import { during, expectRecovery, link, seconds, story, wait } from '../harness/index.ts';

export default story({
  title: ({ link: name }) => `The link ${name} is cut`,
  story: ({ link: name }) =>
    `Nobody reaches anybody over the link ${name} for some seconds; when it is back everything works again by itself.`,
  tags: ['parts'],
  steps: ({ inFullSwing, link: name, meanwhile, within }) => [
    ...inFullSwing,
    during(link.cut({ of: name }), meanwhile(wait(seconds(3)))),
    expectRecovery({ within }),
  ],
});
