import { broker, during, expectAvailability, expectRecovery, scenario, seconds, wait } from '../harness/index.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { expectedThroughout } from './ev-charging/with-three-brokers.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The brokers are restarted, one after the other',
  story: 'Kafka is updated, a broker at a time; charges are made all the while.',
  tags: ['three-brokers'],
  system: evCharging,
  brokers: 3,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(broker.rollingRestart(), [expectAvailability({ within: seconds(10) }), wait(seconds(1))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: expectedThroughout,
});
