import { during, expectRecovery, honestReadiness, route, scenario, seconds, wait } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'One service after the other is cut off from Kafka',
  story:
    'The driver, central and the engine lose Kafka in turn: what each could not say or hear meanwhile is made up for.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    during(route.cut({ of: 'driver' }), [wait(seconds(3))]),
    during(route.cut({ of: 'central' }), [wait(seconds(3))]),
    during(route.cut({ of: 'engine' }), [wait(seconds(3))]),
    expectRecovery({ within: seconds(3) }),
  ],
  expect: [...alwaysExpected, honestReadiness],
});
