import {
  broker,
  during,
  fulfilledOperations,
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
  title: 'Kafka is restarted',
  story:
    'Kafka is stopped and started at once during a charge, as after a change of its settings; nobody else is restarted.',
  tags: ['mid-run', 'gate'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    startBroker(),
    startServices(),
    until('a first charge has gone all the way', fulfilledOperations(1), { within: seconds(10) }),
    during(broker.restarted(), []),
    recover({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
