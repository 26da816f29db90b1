import { during, expectRecovery, route, scenario, seconds, wait } from '../../../harness/index.ts';
import { alwaysExpected } from '../expected.ts';
import { withImpatientEngine } from '../impatient-engine.ts';
import { inFullSwing } from '../in-full-swing.ts';
import { evCharging } from '../index.ts';
import { chargingSessions } from '../workload.ts';

export default scenario({
  title: 'A restart policy hides what ends',
  story:
    'Control: the engine ends when Kafka is out of reach, and the restart policy of its container starts it again until Kafka is back; the harness must see that it was restarted.',
  tags: ['control', 'containers'],
  runtime: 'docker',
  control: 'must be violated',
  system: withImpatientEngine(evCharging),
  load: chargingSessions(),
  steps: [...inFullSwing, during(route.cut(), [wait(seconds(3))]), expectRecovery({ within: seconds(5) })],
  expect: alwaysExpected,
});
