import { during, expectRecovery, route, seconds, story, wait, withoutKafka } from '../harness/index.ts';

export default story({
  title: 'The way to Kafka is cut for longer than its sessions last',
  story: 'Kafka has given all its members up when they come back: they join anew, and every request comes to its end.',
  tags: ['mid-run'],
  breaks: 'ways',
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(route.cut(), [wait(seconds(7))]),
    expectRecovery({ within }),
  ],
  also: withoutKafka,
});
