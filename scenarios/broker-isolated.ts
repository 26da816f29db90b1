import {
  availability,
  broker,
  during,
  expectAvailability,
  expectRecovery,
  seconds,
  story,
  wait,
} from '../harness/index.ts';

export default story({
  title: 'A broker is cut off from the others and does not know it',
  story:
    'A broker that no other one can reach still calls itself the leader; nobody goes on believing it, and requests are served.',
  tags: ['three-brokers'],
  brokers: 3,
  steps: ({ busiest, inFullSwing, within }) => [
    ...inFullSwing,
    during(broker.partitioned(busiest), [expectAvailability({ within: seconds(20) }), wait(seconds(1))]),
    expectRecovery({ within }),
  ],
  also: [availability],
});
