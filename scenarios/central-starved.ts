import { during, expectRecovery, scenario, seconds, service, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Central gets a fifth of the time',
  story: 'Others use up the machine: central works slowly, and every charge comes to its end all the same.',
  tags: ['parts'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(service.cpuThrottled('central', { percent: 20 }), [wait(seconds(3))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
