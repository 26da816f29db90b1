import { hold, loadAsBefore, recover, scenario, seconds, startBroker, startServices } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Nothing is broken',
  story: 'Control: Kafka is there from the beginning, and everything works.',
  tags: ['control', 'gate'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    startBroker(),
    startServices({ ready: true }),
    hold(seconds(2)),
    recover({ within: seconds(5) }),
    hold(seconds(1)),
  ],
  expect: [...alwaysExpected, loadAsBefore],
});
