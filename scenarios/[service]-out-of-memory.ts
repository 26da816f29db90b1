import { during, expectRecovery, seconds, service, story, wait } from '../harness/index.ts';

export default story({
  title: ({ service: name }) => `${name} runs out of memory`,
  story: ({ service: name }) =>
    `The container of ${name} has no more memory, and the kernel ends it: when it is back every request comes to its end.`,
  tags: ['parts', 'containers'],
  runtime: 'docker',
  steps: ({ inFullSwing, meanwhile, service: name, within }) => [
    ...inFullSwing,
    during(service.outOfMemory(name), meanwhile(wait(seconds(3)))),
    expectRecovery({ within }),
  ],
});
