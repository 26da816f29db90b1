import { cutTimes, during, expectRecovery, route, scenario, seconds, waitUntil } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The way to Kafka comes and goes',
  story: 'The way to Kafka is cut four times within five seconds: every charge comes to its end, with one ticket.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(route.flapping({ times: 4, downMs: 600, upMs: 700 }), [
      waitUntil('the way has been cut four times', cutTimes(4), { within: seconds(20) }),
    ]),
    expectRecovery({ within: seconds(3) }),
  ],
  expect: alwaysExpected,
});
