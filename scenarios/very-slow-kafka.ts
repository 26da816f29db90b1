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
  title: 'Kafka starts very slowly',
  story: 'Kafka comes after 20 s, when a service that tries 10 times has given up; charges begin all the same.',
  tags: ['start-up'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    during(broker.notStarted({ as: 'refused' }), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(20)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: expectedWithoutKafka,
});
