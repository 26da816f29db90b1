import type { Admin } from 'kafkajs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { topics } from '../../system/contract/topics.ts';
import { cannotRun, realKafka } from '../support/messaging/kafka.ts';
import { numbered, type TestedLayer } from '../support/messaging/layer.ts';
import { hasAll, isUp, opened, running } from '../support/messaging/resilient-layer.ts';
import { operate, putInto } from '../support/messaging/topic.ts';
import { until } from '../support/messaging/until.ts';

const kafka = realKafka();
const topic = topics.central;

const admin = <Result>(work: (tools: Admin) => Promise<Result>) => operate(kafka.environment.admin, work);

/** Deletes the topic and makes it again, as soon as Kafka lets it be made. */
const madeAnew = (numPartitions = 3) =>
  admin(async (tools) => {
    await tools.deleteTopics({ topics: [topic] });
    const make = () => tools.createTopics({ topics: [{ topic, numPartitions }], waitForLeaders: false });
    await vi.waitFor(async () => expect(await make()).toBe(true), { timeout: 10_000, interval: 50 });
  });

/** Puts numbers of this layer's into a partition, past it. */
const told = (tested: TestedLayer, partition: number, ...numbers: readonly number[]) =>
  putInto(
    { topic, partition, broker: kafka.environment.admin },
    ...numbers.map((number) => JSON.stringify(numbered(tested.name, number))),
  );
const sorted = (tested: TestedLayer) => tested.taken().toSorted((one, other) => one - other);
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe.skipIf(cannotRun)('resilient, when an operator changes the topics', () => {
  // A busy machine takes half a minute for it, which is no part of any test.
  beforeAll(() => kafka.start(), 120_000);

  test('partitions that are added are heard as soon as others write to them', async () => {
    await madeAnew(1);
    const tested = await running(kafka);
    tested.publish(1);
    await until(15_000, () => tested.taken(), [1]);
    await admin((tools) => tools.createPartitions({ topicPartitions: [{ topic, count: 12 }] }));
    for (const partition of upTo(11)) await told(tested, partition, partition * 10);
    await until(5000, () => sorted(tested), [1, ...upTo(11).map((partition) => partition * 10)]);
    tested.publish(2);
    await until(5000, () => tested.taken().at(-1), 2);
  });

  test('a topic that is made anew is read from its beginning, also by one who was not there', async () => {
    const [there, away] = [await running(kafka), await running(kafka)];
    for (const tested of [there, away]) {
      await told(tested, 0, ...upTo(5));
      await until(15_000, () => tested.taken(), upTo(5));
    }
    await away.close();
    await madeAnew();
    // The first of it is where both had already been in the old one, and there is more than either had read there.
    for (const part of [upTo(8, 6), upTo(40, 9)]) for (const tested of [there, away]) await told(tested, 0, ...part);
    await until(10_000, () => sorted(there), upTo(40));
    await isUp(there, 10_000);
    await hasAll(there, upTo(40), 10_000);
    const again = opened(kafka, { name: away.name, folder: away.folder });
    again.layer.start();
    await hasAll(again, upTo(40), 15_000);
  });

  test('what Kafka has thrown away is passed over, what it still has is read, and that is told', async () => {
    const first = await running(kafka);
    await told(first, 0, 1);
    await until(15_000, () => first.taken(), [1]);
    await first.close();
    await told(first, 0, 2, 3, 4);
    await admin(async (tools) => {
      const { high } = (await tools.fetchTopicOffsets(topic)).find(({ partition }) => partition === 0) ?? { high: '0' };
      await tools.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: String(Number(high) - 1) }] });
    });
    const second = opened(kafka, { name: first.name, folder: first.folder });
    second.layer.start();
    await hasAll(second, [1, 4], 15_000);
    expect(second.said()).toContain('what Kafka has begins elsewhere: reading goes on at its beginning');
  });
});
