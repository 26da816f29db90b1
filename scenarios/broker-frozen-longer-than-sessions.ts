import { broker, during, expectRecovery, seconds, story, wait, withoutKafka } from '../harness/index.ts';

export default story({
  title: 'Kafka stands still for longer than its sessions',
  story:
    'Kafka stands still for 7 s, and when it goes on it has given up every client that it knew; each one comes back by itself.',
  tags: ['mid-run'],
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    // The consumers' sessions end after 6 s.
    during(broker.paused(), [wait(seconds(7))]),
    expectRecovery({ within }),
  ],
  also: withoutKafka,
});
