import { expectRecovery, scenario, seconds, startBroker, startServices, steadyState, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Nothing is broken, with three brokers',
  story: 'Control: all three brokers are there from the beginning, and everything works.',
  tags: ['three-brokers', 'control'],
  system: evCharging,
  brokers: 3,
  load: chargingSessions(),
  steps: [
    startBroker(),
    startServices({ ready: true }),
    wait(seconds(2)),
    expectRecovery({ within: seconds(5) }),
    wait(seconds(1)),
  ],
  expect: [...alwaysExpected, steadyState],
});
