import {
  broker,
  during,
  fulfilledOperations,
  hold,
  honestWhileDegraded,
  ms,
  recover,
  scenario,
  seconds,
  service,
  startBroker,
  startServices,
  until,
} from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Kafka dies while central is dead',
  story:
    'Central is killed, and then Kafka: Kafka comes back first, central a second later, and everything that was promised is kept.',
  tags: ['two-at-once'],
  system: evCharging,
  load: chargingSessions({ every: ms(500) }),
  steps: [
    startBroker(),
    startServices(),
    until('two charges have gone all the way', fulfilledOperations(2), { within: seconds(15) }),
    during(service.killed('central'), [
      hold(seconds(1)),
      during(broker.killed(), [hold(seconds(4))]),
      hold(seconds(1)),
    ]),
    recover({ within: seconds(5) }),
  ],
  expect: [...alwaysExpected, honestWhileDegraded],
});
