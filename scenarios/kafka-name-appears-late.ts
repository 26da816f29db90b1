import {
  broker,
  degraded,
  during,
  hold,
  recover,
  scenario,
  seconds,
  startBroker,
  startServices,
  until,
} from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The name of Kafka appears late',
  story:
    'The services are up before the name of Kafka is known in their network; charges asked for meanwhile begin when it is.',
  tags: ['start-up', 'containers'],
  runtime: 'docker',
  system: evCharging,
  load: chargingSessions(),
  steps: [
    startBroker(),
    during(broker.unresolved(), [
      startServices(),
      until('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      hold(seconds(6)),
    ]),
    recover({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
