import { during, expectRecovery, seconds, service, story, wait } from '../harness/index.ts';

export default story({
  title: ({ service: name }) => `${name} dies`,
  story: ({ service: name }) =>
    `${name} is killed in mid-run and started again: whoever asked is told the truth, and every request comes to its end.`,
  tags: ['parts'],
  steps: ({ inFullSwing, meanwhile, service: name, within }) => [
    ...inFullSwing,
    during(service.killed(name), meanwhile(wait(seconds(3)))),
    expectRecovery({ within }),
  ],
});
