import { during, expectRecovery, seconds, service, story, wait } from '../harness/index.ts';

export default story({
  title: ({ service: name }) => `${name} stands still`,
  story: ({ service: name }) =>
    `${name} is stopped in the midst of its work, and goes on after some seconds: nothing has been lost.`,
  tags: ['parts'],
  steps: ({ inFullSwing, meanwhile, service: name, within }) => [
    ...inFullSwing,
    during(service.paused(name), meanwhile(wait(seconds(3)))),
    expectRecovery({ within }),
  ],
});
