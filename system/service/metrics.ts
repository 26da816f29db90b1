import { createRequire } from 'node:module';
import type { Gauge, Registry } from 'prom-client';
import { z } from 'zod';
import type { MessagingStatus } from '../messaging/port.ts';
import type { Http } from './http.ts';

/** Loaded when somebody first asks: a service's start does not wait for it, nor is anything watched that nobody reads. */
const client = (): typeof import('prom-client') => createRequire(import.meta.url)('prom-client');

/** Serves `/metrics` for Prometheus: those of the process, and the service's own. */
export function serveMetrics(app: Http, service: string, own: (registry: Registry) => void = () => undefined): void {
  let registry: Registry | undefined;
  const open = (): Registry => {
    const { Registry, collectDefaultMetrics } = client();
    const opened = new Registry();
    opened.setDefaultLabels({ service });
    collectDefaultMetrics({ register: opened });
    own(opened);
    return opened;
  };
  const text = { description: 'In the text format of Prometheus', content: { 'text/plain': { schema: z.string() } } };
  app.get('/metrics', { schema: { summary: 'Metrics', response: { 200: text } } }, async (_request, reply) => {
    registry ??= open();
    return reply.header('content-type', registry.contentType).send(await registry.metrics());
  });
}

interface Metric {
  readonly name: string;
  readonly help: string;
}

/** One number, asked for when somebody reads it; left out while there is none. */
function gauge(registry: Registry, { name, help }: Metric, value: () => number | undefined): void {
  new (client().Gauge)({
    name,
    help,
    registers: [registry],
    collect(this: Gauge) {
      const now = value();
      if (now === undefined) this.remove();
      else this.set(now);
    },
  });
}

/** How a messaging layer does; no layer at all, as before an engine knows its charge point, is not ready. */
export function kafkaMetrics(registry: Registry, status: () => MessagingStatus | undefined): void {
  gauge(registry, { name: 'ev_kafka_ready', help: 'Whether events can be sent and heard (1) or not (0)' }, () =>
    status()?.ready ? 1 : 0,
  );
  gauge(registry, { name: 'ev_kafka_outbox_events', help: 'Events that wait for Kafka' }, () => status()?.outboxDepth);
  gauge(
    registry,
    { name: 'ev_kafka_set_aside_events', help: 'Events that Kafka did not take for what they are' },
    () => status()?.setAside,
  );
  gauge(registry, { name: 'ev_kafka_refused_topics', help: 'Topics that Kafka lets nothing be sent to' }, () => {
    const now = status();
    return now?.setAside === undefined ? undefined : (now.refused?.length ?? 0);
  });
  gauge(
    registry,
    { name: 'ev_kafka_reconnects', help: 'Connections that worked and were lost' },
    () => status()?.reconnects,
  );
  gauge(registry, { name: 'ev_kafka_event_lag_seconds', help: 'Age of the last event when it was taken' }, () => {
    const lagMs = status()?.lagMs;
    return lagMs === undefined ? undefined : lagMs / 1000;
  });
}

/** How many sessions there are in each state. */
export function sessionMetrics(registry: Registry, count: () => Readonly<Record<string, number>>): void {
  new (client().Gauge)({
    name: 'ev_sessions',
    help: 'Sessions by their state',
    labelNames: ['state'],
    registers: [registry],
    collect(this: Gauge) {
      this.reset();
      for (const [state, sessions] of Object.entries(count())) this.set({ state }, sessions);
    },
  });
}
