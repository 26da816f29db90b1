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
  title: 'Kafka starts slowly behind a proxy',
  story:
    'For 6 s a proxy accepts every connection and closes it, because there is no Kafka behind it yet; charges begin when there is.',
  tags: ['start-up', 'gate'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    during(broker.notStarted({ as: 'closed' }), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(6)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: expectedWithoutKafka,
});
