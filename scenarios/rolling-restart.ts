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
  title: 'The brokers are restarted, one after the other',
  story: 'Kafka is updated, a broker at a time; requests are served all the while.',
  tags: ['three-brokers'],
  brokers: 3,
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(broker.rollingRestart(), [expectAvailability({ within: seconds(10) }), wait(seconds(1))]),
    expectRecovery({ within }),
  ],
  also: [availability],
});
