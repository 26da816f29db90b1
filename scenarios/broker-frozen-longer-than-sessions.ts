import { broker, during, expectRecovery, scenario, seconds, wait } from '../harness/index.ts';
import { expectedWithoutKafka } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Kafka stands still for longer than its sessions',
  story:
    'Kafka stands still for 7 s, and when it goes on it has given up every client that it knew; each one comes back by itself.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    // The consumers' sessions end after 6 s.
    during(broker.paused(), [wait(seconds(7))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: expectedWithoutKafka,
});
