import { during, expectRecovery, seconds, service, story, wait } from '../harness/index.ts';

export default story({
  title: ({ service: name }) => `The clock of ${name} is an hour ahead`,
  story: ({ service: name }) =>
    `A wrong time server sets the clock of ${name} an hour ahead, and back: every request comes to its end.`,
  tags: ['parts'],
  steps: ({ inFullSwing, service: name, within }) => [
    ...inFullSwing,
    during(service.clockMoved(name, { ahead: seconds(3600) }), [wait(seconds(3))]),
    expectRecovery({ within }),
  ],
});
