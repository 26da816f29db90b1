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
  title: 'Kafka starts slowly, and has no topics',
  story:
    'The services are up 6 s before Kafka and must make their topics themselves; charges asked for meanwhile begin then.',
  tags: ['start-up'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    during(broker.notStarted({ as: 'refused' }), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(6)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  topics: 'by-services',
  expect: expectedWithoutKafka,
});
