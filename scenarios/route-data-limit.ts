import { during, expectRecovery, route, seconds, story, wait } from '../harness/index.ts';

export default story({
  title: 'Each connection to Kafka ends after 4 kB',
  story: 'Connections end in the middle of an answer, again and again: every request comes to its end, and once.',
  tags: ['mid-run'],
  breaks: 'ways',
  steps: ({ inFullSwing, within }) => [
    ...inFullSwing,
    during(route.dataLimit({ bytes: 4000 }), [wait(seconds(3))]),
    expectRecovery({ within }),
  ],
});
