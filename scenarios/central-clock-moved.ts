import { during, expectRecovery, scenario, seconds, service, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The clock of central is an hour ahead',
  story:
    'A wrong time server sets the clock of central an hour ahead, and back: no session runs out before its time, and every charge comes to its end.',
  tags: ['parts'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(service.clockMoved('central', { ahead: seconds(3600) }), [wait(seconds(3))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
