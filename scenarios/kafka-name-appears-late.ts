import {
  broker,
  degraded,
  during,
  expectRecovery,
  seconds,
  startBroker,
  startServices,
  story,
  wait,
  waitUntil,
} from '../harness/index.ts';

export default story({
  title: 'The name of Kafka appears late',
  story:
    'The services are up before the name of Kafka is known in their network; what was asked for meanwhile is served when it is.',
  tags: ['start-up', 'containers'],
  runtime: 'docker',
  steps: ({ within }) => [
    startBroker(),
    during(broker.dnsMissing(), [
      startServices(),
      waitUntil('every service is up and says that it waits for Kafka', degraded(), { within: seconds(5) }),
      wait(seconds(6)),
    ]),
    expectRecovery({ within }),
  ],
});
