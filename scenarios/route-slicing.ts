import {
  during,
  expectRecovery,
  fulfilledMeanwhile,
  route,
  scenario,
  seconds,
  wait,
  waitUntil,
} from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Everything arrives in small pieces',
  story: 'No read has a whole answer of Kafka: charges go all the way all the same.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(route.slicing({ bytes: 64, delayMicroseconds: 1000 }), [
      // A measurement of what a large answer takes goes on for more than a second.
      wait(seconds(4)),
      waitUntil('two charges go all the way all the same', fulfilledMeanwhile(2), { within: seconds(20) }),
    ]),
    expectRecovery({ within: seconds(3) }),
  ],
  expect: alwaysExpected,
});
