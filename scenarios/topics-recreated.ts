import { during, expectRecovery, scenario, seconds, topics, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'An operator deletes the topics and makes them again',
  story:
    'The topics are deleted with all that is in them and made again, empty; what is asked for afterwards is charged.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    // The longer the old topics have become, the more of the new ones is behind nobody's place in the old ones.
    wait(seconds(2)),
    during(topics.recreated(), [wait(seconds(1))]),
    expectRecovery({ within: seconds(5) }),
    wait(seconds(2)),
  ],
  expect: alwaysExpected,
});
