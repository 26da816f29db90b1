import { broker, during, expectRecovery, scenario, seconds, startServices, wait } from '../../../harness/index.ts';
import { broken } from '../broken.ts';
import { alwaysExpected } from '../expected.ts';
import { evCharging } from '../index.ts';
import { chargingSessions } from '../workload.ts';

export default scenario({
  title: 'A system that is broken on purpose',
  story:
    'Control: the driver takes what it cannot send, and a supervisor restarts the engine; the harness must see both.',
  tags: ['control', 'gate'],
  control: 'must be violated',
  system: broken(evCharging),
  load: chargingSessions(),
  steps: [
    during(broker.notStarted({ as: 'refused' }), [startServices(), wait(seconds(2))]),
    expectRecovery({ within: seconds(3), watch: seconds(3) }),
  ],
  expect: alwaysExpected,
});
