import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { served } from '../../tests/support/system/service/served.ts';
import type { MessagingStatus } from '../messaging/port.ts';
import type { HttpOptions } from './http.ts';
import { kafkaMetrics, sessionMetrics } from './metrics.ts';

/** The samples of one scrape after another, by name and labels. */
async function scraped(metrics?: HttpOptions['metrics']) {
  const { ask } = await served(metrics ? { metrics } : {});
  return async () => {
    const { status, headers, text } = await ask('/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch('text/plain; version=0.0.4');
    const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return Object.fromEntries(samples.map((line) => line.split(/ (?=\S+$)/) as [string, string]));
  };
}
const of = (name: string, labels = '') => `${name}{${labels}service="example"}`;

test('those of the process are told, and whose they are', async () => {
  const scrape = await scraped();
  expect(Number((await scrape())[of('process_resident_memory_bytes')])).toBeGreaterThan(1e6);
  expect(Object.keys(await scrape()).every((name) => name.includes('service="example"'))).toBe(true);
});

test('those of Kafka are as they are when somebody asks', async () => {
  let status: MessagingStatus = {
    sends: 'UP',
    hears: 'UP',
    ready: true,
    outboxDepth: 0,
    setAside: 0,
    reconnects: 1,
    lagMs: 250,
  };
  const scrape = await scraped((registry) => kafkaMetrics(registry, () => status));
  const told = async () => {
    const samples = await scrape();
    const names = ['ready', 'outbox_events', 'set_aside_events', 'refused_topics', 'reconnects', 'event_lag_seconds'];
    return names.map((name) => samples[of(`ev_kafka_${name}`)]);
  };
  expect(await told()).toEqual(['1', '0', '0', '0', '1', '0.25']);
  status = { ...status, ready: false, outboxDepth: 12, setAside: 3, reconnects: 2, lagMs: 4000 };
  status = { ...status, refused: [{ topic: 'driver-events', why: 'TOPIC_AUTHORIZATION_FAILED' }] };
  expect(await told()).toEqual(['0', '12', '3', '1', '2', '4']);
});

test('what a messaging layer does not know is left out, and no layer is not ready', async () => {
  let status: MessagingStatus | undefined = { sends: 'unset', hears: 'up', ready: false };
  const scrape = await scraped((registry) => kafkaMetrics(registry, () => status));
  const told = async () => Object.entries(await scrape()).filter(([name]) => name.startsWith('ev_'));
  expect(await told()).toEqual([[of('ev_kafka_ready'), '0']]);
  status = undefined;
  expect(await told()).toEqual([[of('ev_kafka_ready'), '0']]);
});

test('sessions are counted by their state, and a state that has gone is not told', async () => {
  let states: Record<string, number> = { supplying: 2, authorised: 1 };
  const scrape = await scraped((registry) => sessionMetrics(registry, () => states));
  const told = async () => Object.entries(await scrape()).filter(([name]) => name.startsWith('ev_sessions'));
  const supplying = of('ev_sessions', 'state="supplying",');
  expect(await told()).toEqual([
    [supplying, '2'],
    [of('ev_sessions', 'state="authorised",'), '1'],
  ]);
  states = { supplying: 3 };
  expect(await told()).toEqual([[supplying, '3']]);
});

test('what only metrics and descriptions need is not loaded before somebody asks', () => {
  const module = JSON.stringify(new URL('./http.ts', import.meta.url).href);
  const script = `
    import { createRequire } from 'node:module';
    await import(${module});
    const loaded = Object.keys(createRequire(${module}).cache);
    console.log(JSON.stringify(['fastify', 'prom-client', '@fastify/swagger'].filter((name) =>
      loaded.some((file) => file.includes('/node_modules/' + name + '/')))));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual(['fastify']);
});
