import {
  during,
  fulfilledOperations,
  hold,
  recover,
  scenario,
  seconds,
  service,
  startBroker,
  startServices,
  until,
} from '../harness/index.ts';
import { supplying } from './ev-charging/conditions.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The driver dies',
  story:
    'The driver is killed while it charges: the charge goes on, and when the driver is back it learns how each of its requests has ended.',
  tags: ['parts'],
  system: evCharging,
  load: chargingSessions({ targetWh: 60 }),
  steps: [
    startBroker(),
    startServices(),
    until('a charge has gone all the way', fulfilledOperations(1), { within: seconds(15) }),
    until('a vehicle is supplied', supplying(), { within: seconds(10) }),
    during(service.killed('driver'), [hold(seconds(3))]),
    recover({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
