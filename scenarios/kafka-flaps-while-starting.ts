import {
  broker,
  degraded,
  during,
  hold,
  honestWhileDegraded,
  kafkaAnswers,
  recover,
  scenario,
  seconds,
  startServices,
  until,
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
    during(broker.absent({ as: 'refused' }), [
      startServices(),
      until('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      hold(seconds(2)),
    ]),
    until('Kafka answers', kafkaAnswers(), { within: seconds(10) }),
    during(broker.killed(), [hold(seconds(3))]),
    recover({ within: seconds(5) }),
  ],
  expect: [...alwaysExpected, honestWhileDegraded],
});
