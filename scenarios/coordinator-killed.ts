import {
  availability,
  broker,
  coordinatorTopic,
  during,
  expectAvailability,
  expectRecovery,
  seconds,
  story,
  wait,
} from '../harness/index.ts';

/** Kafka's own topic of one partition: who leads it coordinates all groups. */
const coordinator = { topic: coordinatorTopic, partition: 0 };

export default story({
  title: 'The broker that coordinates the consumer groups dies',
  story: 'Of three brokers the one that every consumer reports to dies; requests are served again before it is back.',
  tags: ['three-brokers'],
  brokers: 3,
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(broker.leaderKilled(coordinator), [expectAvailability({ within: seconds(15) }), wait(seconds(1))]),
    expectRecovery({ within }),
  ],
  also: [availability],
});
