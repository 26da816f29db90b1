import {
  during,
  expectRecovery,
  fulfilledMeanwhile,
  route,
  seconds,
  story,
  wait,
  waitUntil,
} from '../harness/index.ts';

export default story({
  title: 'The way to Kafka is narrow',
  story: 'So few bytes a second get through that everything queues: requests go all the way, later than usual.',
  tags: ['mid-run'],
  breaks: 'ways',
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(route.bandwidth({ kilobytesPerSecond: 20 }), [
      waitUntil('two requests go all the way all the same', fulfilledMeanwhile(2), { within: seconds(20) }),
      wait(seconds(2)),
    ]),
    expectRecovery({ within }),
  ],
});
