import { broker, during, expectAvailability, expectRecovery, scenario, seconds, wait } from '../harness/index.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { busiest, expectedThroughout } from './ev-charging/with-three-brokers.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'A broker is cut off from the others and does not know it',
  story:
    'A broker that no other one can reach still calls itself the leader; nobody goes on believing it, and charges go on.',
  tags: ['three-brokers'],
  system: evCharging,
  brokers: 3,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(broker.partitioned(busiest), [expectAvailability({ within: seconds(20) }), wait(seconds(1))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: expectedThroughout,
});
