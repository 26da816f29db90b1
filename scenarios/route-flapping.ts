import { cutTimes, during, expectRecovery, route, seconds, story, waitUntil } from '../harness/index.ts';

export default story({
  title: 'The way to Kafka comes and goes',
  story: 'The way to Kafka is cut four times within five seconds: every request comes to its end, and once.',
  tags: ['mid-run'],
  breaks: 'ways',
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(route.flapping({ times: 4, downMs: 600, upMs: 700 }), [
      waitUntil('the way has been cut four times', cutTimes(4), { within: seconds(20) }),
    ]),
    expectRecovery({ within }),
  ],
});
