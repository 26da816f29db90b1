import {
  broker,
  during,
  fulfilledOperations,
  hold,
  honestWhileDegraded,
  recover,
  scenario,
  seconds,
  startBroker,
  startServices,
  until,
} from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Kafka is shut down for maintenance',
  story:
    'Kafka is shut down in good order during a charge and started 4 s later; every charge comes to its end, with one ticket.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    startBroker(),
    startServices(),
    until('a first charge has gone all the way', fulfilledOperations(1), { within: seconds(10) }),
    during(broker.stopped(), [hold(seconds(4))]),
    recover({ within: seconds(5) }),
  ],
  expect: [...alwaysExpected, honestWhileDegraded],
});
