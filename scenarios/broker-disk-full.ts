import { broker, during, expectRecovery, honestReadiness, seconds, story, wait } from '../harness/index.ts';

export default story({
  title: "Kafka's disk is full",
  story:
    'Kafka cannot write any more and halts; 3 s later there is room and it is started, and every request comes to its end.',
  tags: ['mid-run'],
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(broker.diskFull(), [wait(seconds(3))]),
    expectRecovery({ within }),
  ],
  also: [honestReadiness],
});
