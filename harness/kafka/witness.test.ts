import { gzipSync } from 'node:zlib';
import { Kafka, logLevel } from 'kafkajs';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { ask, send } from '../../tests/support/native/records.ts';
import { tinyRun } from '../../tests/support/native/tiny-run.ts';
import { authority } from '../model/address.ts';
import { array, int, long, string } from './bytes.ts';
import { lastRead } from './final-read.ts';
import { lines } from './lines.ts';
import { askToAppend, writeBatch } from './protocol/produce.ts';
import type { SeenRecord, SeenTopic, Unseen } from './seen.ts';
import { view } from './view.ts';
import { witness } from './witness.ts';

const run = tinyRun();
const never = new AbortController().signal;
const admin = () => run.environment.admin;

beforeAll(async () => {
  await run.environment.broker.start(never);
});

/** A witness of one topic, with all that it has told so far. */
function witnessOf(topic: string) {
  const [records, unseen, topics]: [SeenRecord[], Unseen[], SeenTopic[]] = [[], [], []];
  const watching = witness({
    admins: () => [admin()],
    topics: [topic],
    onRecord: (record) => records.push(record),
    onUnseen: (one) => unseen.push(one),
    onTopic: (one) => topics.push(one),
  });
  onTestFinished(() => watching.close());
  const values = () => [...new Set(records.map(({ value }) => value))].sort();
  return { records, unseen, topics, values };
}
const make = (topic: string, settings: Record<string, string> = {}, numPartitions = 1) =>
  ask(admin(), (client) =>
    client.createTopics({
      topics: [
        { topic, numPartitions, configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })) },
      ],
      waitForLeaders: true,
    }),
  );
/** Deletes what is before an offset of partition 0. (kafkajs's own way to it knows no topic that it did not use before.) */
async function deleteBefore(offset: number, topic: string): Promise<void> {
  const open = lines();
  onTestFinished(() => open.close());
  const place = Buffer.concat([string(topic), array([Buffer.concat([int(0), long(offset)])])]);
  const body = Buffer.concat([array([place]), int(5000)]);
  const read = () => undefined;
  await open.to(admin()).ask({ name: 'DeleteRecords', key: 21, version: 0, flexible: false, body, read }, 5000);
}
const readAll = (topic: string) => lastRead({ admins: [admin()], topics: [topic], withinMs: 10_000, signal: never });
const sees = (values: () => readonly string[], expected: readonly string[], timeout = 5000) =>
  vi.waitFor(() => expect(values()).toEqual(expected), { timeout, interval: 10 });

test('partitions that are added later are read from their first record on, as it comes', async () => {
  await make('grows');
  const seen = witnessOf('grows');
  await send(admin(), [{ value: 'before' }], 'grows');
  await sees(seen.values, ['before']);
  await ask(admin(), (client) => client.createPartitions({ topicPartitions: [{ topic: 'grows', count: 12 }] }));
  const messages = Array.from({ length: 12 }, (_none, partition) => ({ partition, value: `in ${partition + 10}` }));
  await vi.waitFor(() => send(admin(), messages, 'grows'), { timeout: 5000 });
  const sentAt = performance.now();
  await sees(seen.values, ['before', ...messages.map(({ value }) => value)]);
  expect(performance.now() - sentAt, 'milliseconds until they were seen').toBeLessThan(2000);
  expect(seen.topics.map(({ partitions }) => partitions)).toEqual([1, 12]);
});

test('a topic that was deleted and made again is another one, and is read from its own beginning', async () => {
  await make('again');
  const seen = witnessOf('again');
  await send(admin(), [{ value: 'a' }, { value: 'b' }, { value: 'c' }], 'again');
  await sees(seen.values, ['a', 'b', 'c']);
  await ask(admin(), (client) => client.deleteTopics({ topics: ['again'] }));
  await vi.waitFor(() => make('again'), { timeout: 5000 });
  await vi.waitFor(() => send(admin(), [{ value: 'd' }], 'again'), { timeout: 5000 });
  await sees(seen.values, ['a', 'b', 'c', 'd']);
  expect(seen.records.find(({ value }) => value === 'd')?.offset).toBe(0);
  expect(new Set(seen.topics.map(({ id }) => id)).size).toBe(2);
  expect(seen.unseen).toEqual([]);
});

test.each(['gzip', 'snappy', 'lz4', 'zstd'])(
  'what the broker compressed with %s is read, live and at last',
  async (codec) => {
    const topic = `in-${codec}`;
    await make(topic, { 'compression.type': codec });
    const seen = witnessOf(topic);
    const values = ['short', 'ä'.repeat(100_000), '{"a":1}'.repeat(5000), ''].sort();
    await send(
      admin(),
      values.map((value) => ({ value, headers: { of: 'a header' }, key: 'a key' })),
      topic,
    );
    await sees(seen.values, values);
    const { records, partitions, unseen } = await readAll(topic);
    expect(records.map(({ value }) => value).sort()).toEqual(values);
    expect(partitions).toEqual([expect.objectContaining({ beginning: 0, end: 4, read: 4 })]);
    expect([...unseen, ...seen.unseen]).toEqual([]);
  },
);

test('what is in a transaction is read, whether it is open, given up or committed; the marks behind it are no records', async () => {
  await make('in-transactions');
  const seen = witnessOf('in-transactions');
  const kafka = new Kafka({ brokers: [authority(admin())], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ transactionalId: 'of-a-test', maxInFlightRequests: 1, idempotent: true });
  await producer.connect();
  onTestFinished(() => producer.disconnect());
  for (const end of ['abort', 'commit'] as const) {
    const transaction = await producer.transaction();
    await transaction.send({ topic: 'in-transactions', messages: [{ value: end }] });
    await vi.waitFor(() => expect(seen.values()).toContain(end), { timeout: 5000 });
    await transaction[end]();
  }
  await send(admin(), [{ value: 'behind' }], 'in-transactions');
  await sees(seen.values, ['abort', 'behind', 'commit']);
  const { records, partitions } = await readAll('in-transactions');
  expect(records.map(({ value }) => value)).toEqual(['abort', 'commit', 'behind']);
  expect(partitions).toEqual([expect.objectContaining({ end: 5, read: 5 })]);
});

test('records whose time is not the broker’s are read, and that is told', async () => {
  await make('dated-by-others', { 'message.timestamp.type': 'CreateTime' });
  const seen = witnessOf('dated-by-others');
  await send(admin(), [{ value: 'from 1970', timestamp: '1000' }], 'dated-by-others');
  await sees(seen.values, ['from 1970']);
  expect(seen.unseen).toEqual([expect.objectContaining({ from: 0, to: 0, undated: true, appendedAt: 1000 })]);
});

test('what was deleted before anybody had read it is told', async () => {
  await make('shortened');
  await send(admin(), [{ value: 'a' }, { value: 'b' }, { value: 'c' }], 'shortened');
  await deleteBefore(2, 'shortened');
  const seen = witnessOf('shortened');
  await sees(seen.values, ['c']);
  expect(seen.unseen).toEqual([expect.objectContaining({ from: 0, to: 1 })]);
  expect((await readAll('shortened')).partitions).toEqual([expect.objectContaining({ beginning: 2, end: 3, read: 1 })]);
});

test('a batch of our own, compressed, is what the broker takes and gives back', async () => {
  await make('our-own');
  const seen = witnessOf('our-own');
  const open = lines();
  onTestFinished(() => open.close());
  await view(open, [admin()], ['our-own']);
  const codec = { number: 1, compress: (bytes: Buffer) => gzipSync(bytes) };
  const batch = writeBatch({ values: [Buffer.from('x'), Buffer.from('y')], codec, time: Date.now() });
  await open.to(admin()).ask(askToAppend({ topic: 'our-own', partition: 0, batch, withinMs: 5000 }), 5000);
  await sees(seen.values, ['x', 'y']);
});

test('of topics that are not there nothing is read, and none comes into being', async () => {
  const seen = witnessOf('not-there');
  expect(await readAll('not-there')).toEqual({ records: [], partitions: [], unseen: [] });
  expect(seen.topics).toEqual([]);
  expect(await ask(admin(), (client) => client.listTopics())).not.toContain('not-there');
});

test('through the death of the broker it goes on, and the last read finds what it saw live', async () => {
  await make('through-death', {}, 3);
  const seen = witnessOf('through-death');
  await send(
    admin(),
    ['a', 'b', 'c'].map((value) => ({ value })),
    'through-death',
  );
  await sees(seen.values, ['a', 'b', 'c']);
  await run.environment.broker.running()?.kill();
  await expect(readAll('through-death')).rejects.toThrow(/^read through-death from the beginning on /);
  await run.environment.broker.start(never);
  await vi.waitFor(
    () =>
      send(
        admin(),
        ['d', 'e'].map((value) => ({ value })),
        'through-death',
      ),
    { timeout: 20_000 },
  );
  await sees(seen.values, ['a', 'b', 'c', 'd', 'e']);
  const place = ({ partition, offset, appendedAt, value }: SeenRecord) =>
    `${partition} ${offset} ${appendedAt} ${value}`;
  const last = await readAll('through-death');
  expect([...new Set(seen.records.map(place))].sort()).toEqual(last.records.map(place).sort());
  expect(seen.unseen).toEqual([]);
}, 60_000);
