import { broker, degraded, during, expectRecovery, scenario, seconds, wait, waitUntil } from '../harness/index.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { expectedOfAMinority } from './ev-charging/with-three-brokers.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Two of three brokers die',
  story:
    'One broker is left and can take nothing; whoever asks is told the truth, and every charge is made when the others are back.',
  tags: ['three-brokers'],
  system: evCharging,
  brokers: 3,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(broker.quorumLost(), [
      waitUntil('every service says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(3)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: expectedOfAMinority,
});
