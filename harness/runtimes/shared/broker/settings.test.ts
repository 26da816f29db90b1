import { beforeAll, expect, test } from 'vitest';
import { meets } from '../../../../tests/support/native/outside.ts';
import { ask, brokersIn, records, send } from '../../../../tests/support/native/records.ts';
import { tinyRun } from '../../../../tests/support/native/tiny-run.ts';

const run = tinyRun();

beforeAll(async () => {
  await run.environment.broker.start(new AbortController().signal);
  await meets(run.route.listen, 'answers');
});

test('each listener sends its clients to its own address: a service’s to the service’s proxy, ADMIN to itself', async () => {
  const brokersSeenFrom = (place: Parameters<typeof ask>[0]) => ask(place, brokersIn);
  expect(await brokersSeenFrom(run.route.listen)).toEqual([run.route.listen]);
  expect(await brokersSeenFrom(run.environment.admin)).toEqual([run.environment.admin]);
  // Whoever went past its proxy would still be led back to it.
  expect(await brokersSeenFrom(run.route.upstream)).toEqual([run.route.listen]);
});

test('a topic that nobody made does not come into being by being asked for', async () => {
  await expect(send(run.environment.admin, [{ value: 'x' }], 'nobody-made-this')).rejects.toThrow(/does not host/);
  expect(await ask(run.environment.admin, (admin) => admin.listTopics())).not.toContain('nobody-made-this');
});

test('the topics of the system are there, as described, and the coordinator has its own', async () => {
  const { topics } = await ask(run.environment.admin, (admin) => admin.fetchTopicMetadata());
  const found = topics.map(({ name, partitions }) => `${name}:${partitions.length}`);
  expect(found.sort()).toEqual(['__consumer_offsets:1', 'tiny-events:2']);
});

test('the time of a record is the broker’s, whatever its producer says', async () => {
  const before = Date.now();
  await send(run.route.listen, [{ value: 'from 1970', timestamp: '1000' }]);
  const after = Date.now();
  const [record] = await records(run.environment.admin);
  expect(record?.value).toBe('from 1970');
  expect(record?.appendedAt).toBeGreaterThanOrEqual(before);
  expect(record?.appendedAt).toBeLessThanOrEqual(after);
});
