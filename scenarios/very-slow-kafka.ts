import { broker, degraded, during, hold, recover, scenario, seconds, startServices, until } from '../harness/index.ts';
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
    during(broker.absent({ as: 'refused' }), [
      startServices(),
      until('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      hold(seconds(20)),
    ]),
    recover({ within: seconds(5) }),
  ],
  expect: expectedWithoutKafka,
});
