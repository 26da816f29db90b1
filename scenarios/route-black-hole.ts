import { during, expectRecovery, ms, route, scenario, seconds, wait } from '../harness/index.ts';
import { expectedWithoutKafka } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Nothing gets through to Kafka or back for 6 s',
  story:
    'The way to Kafka swallows everything without a word: the services notice it by themselves, and every charge comes to its end.',
  tags: ['mid-run', 'gate'],
  system: evCharging,
  // Often, so that something is always under way to Kafka: else nothing is there to be swallowed.
  load: chargingSessions({ every: ms(50) }),
  steps: [
    ...inFullSwing,
    during(route.blackHole({ direction: 'both' }), [wait(seconds(6))]),
    expectRecovery({ within: seconds(3) }),
  ],
  expect: expectedWithoutKafka,
});
