import { afterAll, beforeAll, expect, test } from 'vitest';
import { meets } from '../../../tests/support/native/outside.ts';
import { ask, brokersIn } from '../../../tests/support/native/records.ts';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { provisioningMs } from '../../../tests/support/native/tiny-run.ts';
import { tinyUp } from '../../../tests/support/native/tiny-system.ts';
import type { Environment } from '../../model/environment.ts';
import { native } from './native.ts';

const never = new AbortController().signal;
let environment: Environment;

beforeAll(async () => {
  environment = await native.up(tinyUp(temporaryFolder(afterAll), { brokers: 3 }));
  await Promise.all(environment.brokers.map((broker) => broker.start(never)));
  await Promise.all(environment.routes.map(({ listen }) => meets(listen, 'answers')));
}, provisioningMs);
afterAll(() => environment?.down());

const brokersSeenFrom = (place: Parameters<typeof ask>[0]) => ask(place, brokersIn);

test('each broker sends a service to the service’s own proxies, and the harness past all proxies', async () => {
  const ways = environment.routes.map(({ listen }) => listen);
  const admins = environment.brokers.map(({ admin }) => admin);
  expect(environment.routes.map(({ name }) => name)).toEqual(['talker@kafka-1', 'talker@kafka-2', 'talker@kafka-3']);
  for (const { listen, upstream } of environment.routes) {
    expect(await brokersSeenFrom(listen)).toEqual(ways);
    // Whoever went past its proxy would still be led back to it.
    expect(await brokersSeenFrom(upstream)).toEqual(ways);
  }
  for (const admin of admins) expect(await brokersSeenFrom(admin)).toEqual(admins);
});

test('everything has three replicas, and all of them come to be in sync', async () => {
  const replicas = () =>
    ask(environment.admin, async (admin) =>
      (await admin.fetchTopicMetadata()).topics.flatMap(({ name, partitions }) =>
        partitions.map(({ replicas: nodes, isr }) => `${name}: ${nodes.length} replicas, ${isr.length} in sync`),
      ),
    );
  const wanted = ['__consumer_offsets: 3 replicas, 3 in sync', 'tiny-events: 3 replicas, 3 in sync'];
  await expect.poll(async () => [...new Set(await replicas())].sort(), { timeout: 20_000 }).toEqual(wanted);
}, 30_000);
