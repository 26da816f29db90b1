import { broker, during, expectRecovery, honestReadiness, seconds, story, wait } from '../harness/index.ts';

export default story({
  title: 'Kafka comes back without its data',
  story: 'Kafka is killed and comes back empty, of a new cluster; what is asked for then is served.',
  tags: ['mid-run'],
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(broker.dataLost(), [wait(seconds(2))]),
    expectRecovery({ within }),
  ],
  also: [honestReadiness],
});
