import { during, expectRecovery, seconds, service, story, wait } from '../harness/index.ts';

export default story({
  title: ({ service: name }) => `The disk of ${name} is full`,
  story: ({ service: name }) =>
    `${name} can write nothing for 4 s, not even its log: it lives, and works again when there is room.`,
  tags: ['parts'],
  steps: ({ inFullSwing, service: name, within }) => [
    ...inFullSwing,
    during(service.diskFull(name), [wait(seconds(4))]),
    expectRecovery({ within }),
  ],
});
