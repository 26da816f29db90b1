import { during, expectRecovery, honestReadiness, route, seconds, story, wait } from '../harness/index.ts';

export default story({
  title: 'One service after the other is cut off from Kafka',
  story: 'The services lose Kafka in turn: what each could not say or hear meanwhile is made up for.',
  tags: ['mid-run'],
  breaks: 'ways',
  steps: ({ inFullSwing, onKafka, within }) => [
    ...inFullSwing,
    ...onKafka.map((service) => during(route.cut({ of: service }), [wait(seconds(3))])),
    expectRecovery({ within }),
  ],
  also: [honestReadiness],
});
