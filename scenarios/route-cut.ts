import { during, expectRecovery, route, scenario, seconds, steadyState, wait } from '../harness/index.ts';
import { expectedWithoutKafka } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The way to Kafka is cut for 5 s',
  story: 'Kafka is well, and nobody reaches it: what was asked for meanwhile is charged when the way is open again.',
  tags: ['mid-run', 'gate'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    // So that there is something that what is asked after the heal can be held against.
    wait(seconds(1)),
    during(route.cut(), [wait(seconds(5))]),
    expectRecovery({ within: seconds(3) }),
    wait(seconds(1)),
  ],
  expect: [...expectedWithoutKafka, steadyState],
});
