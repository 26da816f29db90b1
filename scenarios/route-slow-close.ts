import { broker, during, expectRecovery, route, scenario, seconds, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Kafka dies, and its clients learn it 3 s late',
  story:
    'The connections to a dead Kafka look alive for three seconds: what was sent on them is sent again, and every charge comes to its end.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(route.slowClose({ ms: 3000 }), [wait(seconds(4)), during(broker.killed(), [wait(seconds(4))])]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
