import { broker, during, expectRecovery, route, seconds, story, wait } from '../harness/index.ts';

export default story({
  title: 'Kafka dies, and its clients learn it 3 s late',
  story:
    'The connections to a dead Kafka look alive for three seconds: what was sent on them is sent again, and every request comes to its end.',
  tags: ['mid-run'],
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(route.slowClose({ ms: 3000 }), [wait(seconds(4)), during(broker.killed(), [wait(seconds(4))])]),
    expectRecovery({ within }),
  ],
});
