import {
  during,
  hold,
  recover,
  refusedMeanwhile,
  scenario,
  seconds,
  service,
  until,
  waitsFor,
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
    until('a vehicle is supplied', supplying(), { within: seconds(10) }),
    during(service.killed('central'), [
      until('the driver says that it waits for central', waitsFor('driver', 'central'), { within: seconds(5) }),
      until('requests are refused', refusedMeanwhile(1), { within: seconds(2) }),
      hold(seconds(1)),
    ]),
    recover({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
