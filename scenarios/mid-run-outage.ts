import { broker, during, expectRecovery, seconds, steadyState, story, wait, withoutKafka } from '../harness/index.ts';

export default story({
  title: 'Kafka dies in mid-run',
  story: 'Kafka is killed while requests are served and is away for 10 s; every request comes to its end, and once.',
  tags: ['mid-run', 'gate'],
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    // So that there is something that what is asked after the heal can be held against.
    wait(seconds(1)),
    during(broker.killed(), [wait(seconds(10))]),
    expectRecovery({ within, watch: seconds(60) }),
    wait(seconds(1)),
  ],
  also: [...withoutKafka, steadyState],
});
