import { during, expectRecovery, scenario, seconds, startServices, topics, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'A careless client makes the topics',
  story:
    'A client that nobody thought of makes the topics, with one partition where three were meant; charges are made all the same.',
  tags: ['start-up'],
  system: evCharging,
  load: chargingSessions(),
  steps: [during(topics.autoCreated(), [startServices(), wait(seconds(3))]), expectRecovery({ within: seconds(5) })],
  topics: 'none',
  brokerSettings: { 'auto.create.topics.enable': true, 'num.partitions': 1 },
  expect: alwaysExpected,
});
