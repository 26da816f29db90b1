import { during, expectRecovery, route, scenario, seconds, wait } from '../harness/index.ts';
import { expectedWithoutKafka } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Every connection to Kafka is reset for 6 s',
  story:
    'A firewall ends each connection as soon as it is made: what was asked for meanwhile is charged when it lets them through.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [...inFullSwing, during(route.reset(), [wait(seconds(6))]), expectRecovery({ within: seconds(3) })],
  expect: expectedWithoutKafka,
});
