import { during, expectRecovery, route, seconds, story, wait, withoutKafka } from '../harness/index.ts';

export default story({
  title: 'Every connection to Kafka is reset for 6 s',
  story:
    'A firewall ends each connection as soon as it is made: what was asked for meanwhile is served when it lets them through.',
  tags: ['mid-run'],
  breaks: 'ways',
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(route.reset(), [wait(seconds(6))]),
    expectRecovery({ within }),
  ],
  also: withoutKafka,
});
