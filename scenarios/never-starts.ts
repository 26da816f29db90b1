import { broker, degraded, during, hold, recover, scenario, seconds, startServices, until } from '../harness/index.ts';
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
    during(broker.absent({ as: 'closed' }), [
      startServices(),
      until('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      hold(seconds(20)),
      until('every service is still up and still says so', degraded(), { within: seconds(1) }),
    ]),
    recover({ within: seconds(5) }),
  ],
  expect: expectedWithoutKafka,
});
