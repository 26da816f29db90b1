import {
  broker,
  degraded,
  during,
  expectRecovery,
  scenario,
  seconds,
  startBroker,
  startServices,
  wait,
  waitUntil,
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
    during(broker.dnsMissing(), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(6)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: alwaysExpected,
});
