import { during, expectRecovery, ms, route, scenario, seconds, wait } from '../../../harness/index.ts';
import { expectedWithoutKafka } from '../expected.ts';
import { inFullSwing } from '../in-full-swing.ts';
import { evCharging } from '../index.ts';
import { chargingSessions } from '../workload.ts';

/** What Kafka takes at once: a handful of events, and far less than what waits when it is back. */
const bytes = 4096;

export default scenario({
  title: 'Kafka takes only small batches',
  story:
    'An operator lets Kafka take no more than 4 kB at once; what waited during an outage is more, and is charged all the same.',
  tags: ['mid-run'],
  system: evCharging,
  brokerSettings: { 'message.max.bytes': bytes },
  load: chargingSessions({ every: ms(150) }),
  steps: [
    ...inFullSwing,
    during(route.cut(), [wait(seconds(5))]),
    expectRecovery({ within: seconds(5), watch: seconds(15) }),
  ],
  expect: expectedWithoutKafka,
});
