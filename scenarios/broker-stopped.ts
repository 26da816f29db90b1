import { broker, during, expectRecovery, honestReadiness, seconds, story, wait } from '../harness/index.ts';

export default story({
  title: 'Kafka is shut down for maintenance',
  story:
    'Kafka is shut down in good order while requests are served and started 4 s later; every request comes to its end, and once.',
  tags: ['mid-run'],
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(broker.stopped(), [wait(seconds(4))]),
    expectRecovery({ within }),
  ],
  also: [honestReadiness],
});
