import {
  broker,
  degraded,
  during,
  expectRecovery,
  scenario,
  seconds,
  startServices,
  wait,
  waitUntil,
} from '../harness/index.ts';
import { expectedWithoutKafka } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Kafka does not start',
  story:
    'For 20 s a proxy accepts connections for a Kafka that is not there; the services stay up, say so, and connect when it comes.',
  tags: ['start-up'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    during(broker.notStarted({ as: 'closed' }), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(20)),
      waitUntil('every service is still up and still says so', degraded(), { within: seconds(1) }),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: expectedWithoutKafka,
});
