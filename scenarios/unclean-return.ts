import { broker, during, expectAvailability, expectRecovery, scenario, seconds, wait } from '../harness/index.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { busiest, expectedThroughout } from './ev-charging/with-three-brokers.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'A broker comes back without its data',
  story: 'A broker dies and comes back empty; the others have everything, and nothing is lost.',
  tags: ['three-brokers'],
  system: evCharging,
  brokers: 3,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(broker.leaderDataLost(busiest), [expectAvailability({ within: seconds(15) }), wait(seconds(1))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: expectedThroughout,
});
