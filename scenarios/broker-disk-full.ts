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
  title: "Kafka's disk is full",
  story:
    'Kafka cannot write any more and halts; 3 s later there is room and it is started, and every charge comes to its end.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    startBroker(),
    startServices(),
    until('a first charge has gone all the way', fulfilledOperations(1), { within: seconds(10) }),
    during(broker.diskFull(), [hold(seconds(3))]),
    recover({ within: seconds(5) }),
  ],
  expect: [...alwaysExpected, honestWhileDegraded],
});
