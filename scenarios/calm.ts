import { expectRecovery, seconds, startBroker, startServices, steadyState, story, wait } from '../harness/index.ts';

export default story({
  title: 'Nothing is broken',
  story: 'Control: Kafka is there from the beginning, and everything works.',
  tags: ['control', 'gate'],
  steps: ({ within }) => [
    startBroker(),
    startServices({ ready: true }),
    wait(seconds(2)),
    expectRecovery({ within }),
    wait(seconds(1)),
  ],
  also: [steadyState],
});
