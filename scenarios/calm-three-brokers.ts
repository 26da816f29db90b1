import { expectRecovery, seconds, startBroker, startServices, steadyState, story, wait } from '../harness/index.ts';

export default story({
  title: 'Nothing is broken, with three brokers',
  story: 'Control: all three brokers are there from the beginning, and everything works.',
  tags: ['three-brokers', 'control'],
  brokers: 3,
  steps: ({ within }) => [
    startBroker(),
    startServices({ ready: true }),
    wait(seconds(2)),
    expectRecovery({ within }),
    wait(seconds(1)),
  ],
  also: [steadyState],
});
