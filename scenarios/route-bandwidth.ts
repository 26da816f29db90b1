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
  title: 'The way to Kafka is narrow',
  story: 'So few bytes a second get through that everything queues: charges go all the way, later than usual.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(route.bandwidth({ kilobytesPerSecond: 20 }), [
      waitUntil('two charges go all the way all the same', fulfilledMeanwhile(2), { within: seconds(20) }),
      wait(seconds(2)),
    ]),
    expectRecovery({ within: seconds(3) }),
  ],
  expect: alwaysExpected,
});
