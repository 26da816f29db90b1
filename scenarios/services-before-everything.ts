import {
  broker,
  degraded,
  during,
  expectRecovery,
  honestReadiness,
  scenario,
  seconds,
  startServices,
  wait,
  waitUntil,
} from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The services come first, one by one, long before Kafka',
  story:
    'Driver, monitor, engine and central start in the most awkward order, each before whoever it needs, and Kafka last; nobody starts anything a second time.',
  tags: ['start-up'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    during(broker.notStarted({ as: 'refused' }), [
      startServices({ only: ['driver'] }),
      startServices({ only: ['monitor'] }),
      startServices({ only: ['engine'] }),
      startServices({ only: ['central'] }),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(6)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: [...alwaysExpected, honestReadiness],
});
