import { during, expectRecovery, scenario, seconds, service, wait } from '../../../harness/index.ts';
import { alwaysExpected } from '../expected.ts';
import { inFullSwing } from '../in-full-swing.ts';
import { evCharging } from '../index.ts';
import { chargingSessions } from '../workload.ts';

/** Of its own, touched or not: after some charges it has 690 MB, of which 150 MB are in use. */
const memory = 800_000_000;

export default scenario({
  title: 'Central gets no more memory',
  story: 'Central may take hardly more memory than it has: it lives, and every charge comes to its end.',
  tags: ['parts'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(service.memoryLimited('central', { bytes: memory }), [wait(seconds(3))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
