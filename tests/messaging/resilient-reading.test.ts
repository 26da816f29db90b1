import { open, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigResourceTypes } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { topics } from '../../system/contract/topics.ts';
import { cannotRun, realKafka } from '../support/messaging/kafka.ts';
import { numbered, type TestedLayer } from '../support/messaging/layer.ts';
import { hasAll, running } from '../support/messaging/resilient-layer.ts';
import { operate, putInto, valuesIn } from '../support/messaging/topic.ts';
import { until } from '../support/messaging/until.ts';

const kafka = realKafka();
const topic = topics.central;

/** Kafka packs what comes from now on in this way, whatever it comes in. */
const packed = (value: string) =>
  operate(kafka.environment.admin, (tools) =>
    tools.alterConfigs({
      validateOnly: false,
      resources: [
        { type: ConfigResourceTypes.TOPIC, name: topic, configEntries: [{ name: 'compression.type', value }] },
      ],
    }),
  );
const put = (tested: TestedLayer, ...numbers: readonly number[]) =>
  putInto(
    { topic, partition: 0, broker: kafka.environment.admin },
    ...numbers.map((number) => JSON.stringify(numbered(tested.name, number))),
  );

/** Changes bytes of partition 0 on the broker's disk, in the file that it holds open for them. */
async function damage(what: string, instead: string): Promise<void> {
  const held = `/proc/${(await kafka.start()).identity.pid}/fd`;
  const files = (await readdir(held)).map((fd) => readlink(join(held, fd)).catch(() => ''));
  const log = (await Promise.all(files)).find((file) => file.endsWith(`${topic}-0/00000000000000000000.log`));
  const handle = await open(log ?? 'no log of the topic', 'r+');
  try {
    const place = (await handle.readFile()).lastIndexOf(what);
    expect(place).toBeGreaterThan(0);
    await handle.write(instead, place);
  } finally {
    await handle.close();
  }
}

describe.skipIf(cannotRun)('resilient, and how its records are packed', () => {
  // A busy machine takes half a minute for it, which is no part of any test.
  beforeAll(() => kafka.start(), 120_000);

  afterAll(() => packed('producer'));

  test.each(['gzip', 'snappy', 'lz4', 'zstd'])('%s is read', async (kind) => {
    const tested = await running(kafka);
    await packed(kind);
    const many = Array.from({ length: 300 }, (_, index) => index + 1);
    await put(tested, ...many);
    await hasAll(tested, many, 15_000);
  });

  test('a batch that is damaged on the disk is set aside with its place, and reading goes on behind it', async () => {
    const tested = await running(kafka);
    await packed('uncompressed');
    await tested.layer.close();
    await put(tested, 1);
    await put(tested, 2, 3);
    await put(tested, 4);
    await damage('"targetWh":2}', '"targetWh":7}');
    const again = await running(kafka, { name: tested.name, folder: tested.folder });
    await hasAll(again, [1, 4], 15_000);
    const letters = (await valuesIn(topics.deadLetter, kafka.environment.admin)).map((value) => JSON.parse(value));
    const [letter] = letters.filter(({ by }) => by === tested.name);
    expect(letter).toMatchObject({ topic, partition: 0, error: expect.stringContaining('checksum') });
    expect(Number(letter.lastOffset) - Number(letter.offset)).toBe(1);
    await until(2000, () => again.said(), expect.arrayContaining(['an event is set aside']));
  });
});
