import { during, expectRecovery, link, scenario, seconds, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Random bytes come from both links of a monitor for 3 s',
  story:
    'A monitor hears nothing but noise: it trusts none of it, and the charge point charges again by itself when the noise is over.',
  tags: ['parts'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(link.garbage({ seed: 7 }), [wait(seconds(3))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
