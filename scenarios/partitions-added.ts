import { during, expectRecovery, scenario, seconds, topics, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'An operator gives the topics more partitions',
  story:
    'Each topic gets 12 partitions instead of 3 while charges are made; each charge comes to its end all the same.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    wait(seconds(1)),
    during(topics.partitionsAdded({ count: 12 }), [wait(seconds(4))]),
    expectRecovery({ within: seconds(5) }),
    wait(seconds(1)),
  ],
  expect: alwaysExpected,
});
