import { during, expectRecovery, ms, route, scenario, seconds, wait, waitUntil } from '../harness/index.ts';
import { reporting } from './ev-charging/conditions.ts';
import { expectedWithoutKafka } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'No answer of Kafka gets through for 6 s',
  story:
    'Kafka takes what it is sent and its acknowledgement is lost: what is sent again has no second effect, and nobody pays twice.',
  tags: ['mid-run', 'gate'],
  system: evCharging,
  // Often, so that something is always under way to Kafka: else there is no acknowledgement to lose.
  load: chargingSessions({ every: ms(50), targetWh: 20 }),
  steps: [
    ...inFullSwing,
    // So that the end of a charge, a quarter of a second later, is among what is sent twice.
    waitUntil('a charge is about to end', reporting(), { within: seconds(10) }),
    during(route.blackHole({ direction: 'answers' }), [wait(seconds(6))]),
    expectRecovery({ within: seconds(3) }),
  ],
  expect: expectedWithoutKafka,
});
