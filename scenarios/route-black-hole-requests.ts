import { during, expectRecovery, route, scenario, seconds, wait } from '../harness/index.ts';
import { expectedWithoutKafka } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Nothing gets through to Kafka for 6 s',
  story:
    'What the services say is lost without a word, while Kafka is well: they say it again, and every charge comes to its end.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(route.blackHole({ direction: 'requests' }), [wait(seconds(6))]),
    expectRecovery({ within: seconds(3) }),
  ],
  expect: expectedWithoutKafka,
});
