import { broker, during, expectRecovery, honestReadiness, seconds, story, wait } from '../harness/index.ts';

export default story({
  title: 'Kafka stands still for 4 s',
  story:
    'Kafka accepts connections and answers nobody for 4 s; what was asked for meanwhile is served when it goes on.',
  tags: ['mid-run'],
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(broker.paused(), [wait(seconds(4))]),
    expectRecovery({ within }),
  ],
  also: [honestReadiness],
});
