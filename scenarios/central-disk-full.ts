import { during, expectRecovery, scenario, seconds, service, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: "Central's disk is full",
  story:
    'Central can write nothing for 4 s, not even its log: it lives, says so, accepts nothing, and works again when there is room; every charge comes to its end.',
  tags: ['parts'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(service.diskFull('central'), [wait(seconds(4))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
