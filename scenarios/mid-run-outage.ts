import { broker, during, expectRecovery, scenario, seconds, steadyState, wait } from '../harness/index.ts';
import { expectedWithoutKafka } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Kafka dies while vehicles charge',
  story: 'Kafka is killed during a charge and is away for 10 s; every charge comes to its end, with one ticket.',
  tags: ['mid-run', 'gate'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    // So that there is something that what is asked after the heal can be held against.
    wait(seconds(1)),
    during(broker.killed(), [wait(seconds(10))]),
    expectRecovery({ within: seconds(5), watch: seconds(60) }),
    wait(seconds(1)),
  ],
  expect: [...expectedWithoutKafka, steadyState],
});
