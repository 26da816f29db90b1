import { during, expectRecovery, seconds, startServices, story, topics, wait } from '../harness/index.ts';

export default story({
  title: 'A careless client makes the topics',
  story:
    'A client that nobody thought of makes the topics, with one partition where three were meant; requests are served all the same.',
  tags: ['start-up'],
  steps: ({ within }) => [
    during(topics.autoCreated(), [startServices(), wait(seconds(3))]),
    expectRecovery({ within }),
  ],
  topics: 'none',
  brokerSettings: { 'auto.create.topics.enable': true, 'num.partitions': 1 },
});
