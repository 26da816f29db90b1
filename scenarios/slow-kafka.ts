import { broker, degraded, during, hold, recover, scenario, seconds, startServices, until } from '../harness/index.ts';
import { expectedWithoutKafka } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'Kafka starts slowly',
  story: 'The services are up 6 s before Kafka; charges asked for meanwhile begin when it is there.',
  tags: ['start-up', 'gate'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    during(broker.absent({ as: 'refused' }), [
      startServices(),
      until('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      hold(seconds(6)),
    ]),
    recover({ within: seconds(5) }),
  ],
  expect: expectedWithoutKafka,
});
