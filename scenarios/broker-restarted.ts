import { broker, during, expectRecovery, scenario, seconds } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Kafka is restarted',
  story:
    'Kafka is stopped and started at once during a charge, as after a change of its settings; nobody else is restarted.',
  tags: ['mid-run', 'gate'],
  system: evCharging,
  load: chargingSessions(),
  steps: [...inFullSwing, during(broker.restarted(), []), expectRecovery({ within: seconds(5) })],
  expect: alwaysExpected,
});
