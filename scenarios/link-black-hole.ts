import { during, expectRecovery, link, scenario, seconds, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Nothing gets through the links of a monitor for 4 s',
  story:
    'The far ends of a monitor fall silent without a word: the charge point is out of use, and charges again by itself.',
  tags: ['parts'],
  system: evCharging,
  load: chargingSessions(),
  steps: [...inFullSwing, during(link.blackHole(), [wait(seconds(4))]), expectRecovery({ within: seconds(5) })],
  expect: alwaysExpected,
});
