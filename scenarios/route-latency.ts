import { during, expectRecovery, fulfilledMeanwhile, route, scenario, seconds, waitUntil } from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Every answer of Kafka takes half a second longer',
  story:
    'Everything is slow and nothing stands still: charges go all the way while each answer of Kafka is half a second late.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    ...inFullSwing,
    // Seven messages, one after the other. Each takes three answers: it waits for the one before it to be sent, asks
    // who leads its topic, and is fetched.
    during(route.latency({ ms: 500 }), [
      waitUntil('a charge goes all the way all the same', fulfilledMeanwhile(1), { within: seconds(30) }),
    ]),
    expectRecovery({ within: seconds(3) }),
  ],
  expect: alwaysExpected,
});
