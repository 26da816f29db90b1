import { during, expectRecovery, link, scenario, seconds, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The monitor is cut off from its engine for 4 s',
  story:
    'The charge point is shown as broken, and drivers are told so; when the link is back it charges again by itself.',
  tags: ['parts', 'gate'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(link.cut({ of: 'monitor-engine' }), [wait(seconds(4))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
