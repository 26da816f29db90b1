import { broker, during, expectAvailability, expectRecovery, scenario, seconds, wait } from '../harness/index.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { coordinator, expectedThroughout } from './ev-charging/with-three-brokers.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The broker that coordinates the consumer groups dies',
  story: 'Of three brokers the one that every consumer reports to dies; charges are made again before it is back.',
  tags: ['three-brokers'],
  system: evCharging,
  brokers: 3,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(broker.leaderKilled(coordinator), [expectAvailability({ within: seconds(15) }), wait(seconds(1))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: expectedThroughout,
});
