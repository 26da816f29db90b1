import { during, expectRecovery, route, scenario, seconds, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Each connection to Kafka ends after 4 kB',
  story: 'Connections end in the middle of an answer, again and again: every charge comes to its end, with one ticket.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(route.dataLimit({ bytes: 4000 }), [wait(seconds(3))]),
    expectRecovery({ within: seconds(3) }),
  ],
  expect: alwaysExpected,
});
