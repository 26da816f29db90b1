import {
  broker,
  degraded,
  during,
  expectRecovery,
  honestReadiness,
  kafkaAnswers,
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
  title: 'Kafka comes, dies, and comes again',
  story:
    'Kafka is there for a second and dies again while the services start; when it comes to stay, every charge is made.',
  tags: ['start-up'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    during(broker.notStarted({ as: 'refused' }), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(2)),
    ]),
    waitUntil('Kafka answers', kafkaAnswers(), { within: seconds(10) }),
    during(broker.killed(), [wait(seconds(3))]),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: [...alwaysExpected, honestReadiness],
});
