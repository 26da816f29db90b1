import {
  during,
  expectRecovery,
  refusedMeanwhile,
  scenario,
  seconds,
  service,
  wait,
  waitsFor,
  waitUntil,
} from '../harness/index.ts';
import { supplying } from './ev-charging/conditions.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Central dies',
  story:
    'Central is killed while vehicles charge: they charge on, whoever asks is told that central cannot be reached, and when it is back every session has its one ticket.',
  tags: ['parts', 'gate'],
  system: evCharging,
  load: chargingSessions({ targetWh: 60 }),
  steps: [
    ...inFullSwing,
    waitUntil('a vehicle is supplied', supplying(), { within: seconds(10) }),
    during(service.killed('central'), [
      waitUntil('the driver says that it waits for central', waitsFor('driver', 'central'), { within: seconds(5) }),
      waitUntil('requests are refused', refusedMeanwhile(1), { within: seconds(2) }),
      wait(seconds(1)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
