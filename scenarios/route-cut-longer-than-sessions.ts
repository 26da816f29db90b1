import { during, expectRecovery, route, scenario, seconds, wait } from '../harness/index.ts';
import { expectedWithoutKafka } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The way to Kafka is cut for longer than its sessions last',
  story: 'Kafka has given all its members up when they come back: they join anew, and every charge comes to its end.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [...inFullSwing, during(route.cut(), [wait(seconds(7))]), expectRecovery({ within: seconds(3) })],
  expect: expectedWithoutKafka,
});
