import {
  broker,
  degraded,
  during,
  expectRecovery,
  honestReadiness,
  seconds,
  story,
  wait,
  waitUntil,
} from '../harness/index.ts';

export default story({
  title: 'Two of three brokers die',
  story:
    'One broker is left and can take nothing; whoever asks is told the truth, and every request is served when the others are back.',
  tags: ['three-brokers'],
  brokers: 3,
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(broker.quorumLost(), [
      waitUntil('every service says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(3)),
    ]),
    expectRecovery({ within }),
  ],
  also: [honestReadiness],
});
