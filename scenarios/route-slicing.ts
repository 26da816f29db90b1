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
  title: 'Everything arrives in small pieces',
  story: 'No read has a whole answer of Kafka: requests go all the way all the same.',
  tags: ['mid-run'],
  breaks: 'ways',
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(route.slicing({ bytes: 64, delayMicroseconds: 1000 }), [
      // A measurement of what a large answer takes goes on for more than a second.
      wait(seconds(4)),
      waitUntil('two requests go all the way all the same', fulfilledMeanwhile(2), { within: seconds(20) }),
    ]),
    expectRecovery({ within }),
  ],
});
