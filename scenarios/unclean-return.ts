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
  title: 'A broker comes back without its data',
  story: 'A broker dies and comes back empty; the others have everything, and nothing is lost.',
  tags: ['three-brokers'],
  brokers: 3,
  steps: ({ inFullSwing, within, busiest }) => [
    ...inFullSwing,
    during(broker.leaderDataLost(busiest), [expectAvailability({ within: seconds(15) }), wait(seconds(1))]),
    expectRecovery({ within }),
  ],
  also: [availability],
});
