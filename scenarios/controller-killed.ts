import { broker, during, expectAvailability, expectRecovery, scenario, seconds, wait } from '../harness/index.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { expectedThroughout } from './ev-charging/with-three-brokers.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The broker whose controller is the active one dies',
  story: 'Of three brokers the one that decides who leads dies; the others choose another one, and charges go on.',
  tags: ['three-brokers'],
  system: evCharging,
  brokers: 3,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(broker.controllerKilled(), [expectAvailability({ within: seconds(20) }), wait(seconds(1))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: expectedThroughout,
});
