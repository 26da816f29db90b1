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
  title: 'The broker that leads a partition dies',
  story: 'Of three brokers the one that leads most events dies; requests are served again before it is back.',
  tags: ['three-brokers'],
  brokers: 3,
  steps: ({ inFullSwing, within, busiest }) => [
    ...inFullSwing,
    during(broker.leaderKilled(busiest), [expectAvailability({ within: seconds(15) }), wait(seconds(1))]),
    expectRecovery({ within }),
  ],
  also: [availability],
});
