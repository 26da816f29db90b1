import {
  degraded,
  during,
  expectRecovery,
  honestReadiness,
  scenario,
  seconds,
  startServices,
  topics,
  wait,
  waitUntil,
} from '../harness/index.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { evCharging } from './ev-charging/index.ts';
import { chargingSessions } from './ev-charging/workload.ts';

export default scenario({
  title: 'The topics are made late',
  story:
    'Kafka is there, and nobody has made its topics for 3 s; the services wait, and charges begin when an operator has made them.',
  tags: ['start-up'],
  system: evCharging,
  load: chargingSessions(),
  steps: [
    during(topics.missing(), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(3)),
    ]),
    expectRecovery({ within: seconds(5) }),
  ],
  topics: 'none',
  expect: [...alwaysExpected, honestReadiness],
});
