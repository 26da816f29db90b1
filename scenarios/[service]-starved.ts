import { during, expectRecovery, seconds, service, story, wait } from '../harness/index.ts';

export default story({
  title: ({ service: name }) => `${name} gets a fifth of the time`,
  story: ({ service: name }) =>
    `Others use up the machine: ${name} works slowly, and every request comes to its end all the same.`,
  tags: ['parts'],
  steps: ({ inFullSwing, service: name, within }) => [
    ...inFullSwing,
    during(service.cpuThrottled(name, { percent: 20 }), [wait(seconds(3))]),
    expectRecovery({ within }),
  ],
});
