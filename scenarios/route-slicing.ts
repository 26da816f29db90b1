import {
  during,
  fulfilledMeanwhile,
  fulfilledOperations,
  ms,
  recover,
  route,
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
  title: 'Everything arrives in small pieces',
  story: 'No read has a whole answer of Kafka: charges go all the way all the same.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions({ every: ms(500) }),
  steps: [
    startBroker(),
    startServices(),
    until('two charges have gone all the way', fulfilledOperations(2), { within: seconds(15) }),
    during(route.slicing({ bytes: 64, delayMicroseconds: 1000 }), [
      until('two charges go all the way all the same', fulfilledMeanwhile(2), { within: seconds(20) }),
    ]),
    recover({ within: seconds(3) }),
  ],
  expect: alwaysExpected,
});
