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
  title: 'Kafka stands still for 4 s',
  story:
    'Kafka accepts connections and answers nobody for 4 s; what was asked for meanwhile is charged when it goes on.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    startBroker(),
    startServices(),
    until('a first charge has gone all the way', fulfilledOperations(1), { within: seconds(10) }),
    during(broker.frozen(), [hold(seconds(4))]),
    recover({ within: seconds(5) }),
  ],
  expect: [...alwaysExpected, honestWhileDegraded],
});
