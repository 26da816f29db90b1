import { ask, defineConfig, ms } from 'norestart';

const service = (name) => ({
  name,
  kafka: true,
  ports: ['http'],
  // What it signs its events with, and the beginning of its consumer group's name.
  source: name,
  consumerGroup: name,
  command: ({ node, brokers, address, variant }) => [
    ...[node, '--disable-warning=TimeoutNegativeWarning', `${name}.mjs`],
    ...[brokers.map(({ host, port }) => `${host}:${port}`).join(','), String(address(name, 'http').port), variant],
  ],
});

/** What each topic's events mean: who wrote them, and what they are to a request. */
const meanings = {
  hellos: { source: 'producer', role: 'request', to: 'consumer' },
  greetings: { source: 'consumer', role: 'completed', to: 'producer' },
  thanks: { source: 'producer', role: 'acknowledged' },
};

export default defineConfig({
  system: {
    name: 'hello-kafka',
    folder: import.meta.dirname,
    topics: Object.keys(meanings).map((name) => ({ name, partitions: 1 })),
    services: ['producer', 'consumer'].map(service),
    // The last one is run unless another one is asked for: --variant once.
    variants: ['once', 'retrying'],
    invariants: [],
    read: (topic, value) => {
      const { id, request, answers } = JSON.parse(value);
      return { id, type: topic, correlationId: request, causationId: answers, ...meanings[topic] };
    },
    readHealth: ({ ready }) => ({ ready, waitingFor: ready ? [] : ['kafka'] }),
  },
  load: {
    title: 'a hello every 400 ms',
    every: ms(400),
    asked: 'producer',
    ask: async (id, address, signal) => {
      const answer = await ask({
        ...{ method: 'POST', address: address('producer', 'http'), path: `/hello/${id}` },
        ...{ timeoutMs: 1000, signal },
      });
      if (answer.result === 'refused') return { phase: 'fail', detail: answer.reason };
      if (answer.result !== 'answered') return { phase: 'unknown', detail: answer.reason };
      return { phase: answer.status === 202 ? 'ok' : 'fail', detail: String(answer.status) };
    },
  },
});
