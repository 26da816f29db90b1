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
  title: 'The broker whose controller is the active one dies',
  story:
    'Of three brokers the one that decides who leads dies; the others choose another one, and requests are served.',
  tags: ['three-brokers'],
  brokers: 3,
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(broker.controllerKilled(), [expectAvailability({ within: seconds(20) }), wait(seconds(1))]),
    expectRecovery({ within }),
  ],
  also: [availability],
});
