import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { groupsReader } from '../../harness/kafka/groups.ts';
import { authority } from '../../harness/model/address.ts';
import { probeGroups } from '../../harness/probes/group.ts';
import { openHistory } from '../../harness/store/writer.ts';
import { topics } from '../../system/contract/topics.ts';
import { cannotRun, realKafka } from '../support/messaging/kafka.ts';
import { until } from '../support/messaging/until.ts';
import { temporaryFolder } from '../support/native/temporary-folder.ts';

const kafka = realKafka();
const topic = topics.driver;

describe.skipIf(cannotRun)('the consumer groups of a service, asked of a real broker', () => {
  test('are written as they change, only once they matter, and those of others are not', async () => {
    const running = await kafka.start();
    const onDefect = (error: unknown) => expect(error).toBeUndefined();
    const recorder = openHistory({ path: join(temporaryFolder(), 'history.jsonl'), onBroken: onDefect });
    const reader = groupsReader(() => [kafka.environment.admin]);
    const services = [{ name: 'tested', consumerGroup: 'tested' }];
    const probe = probeGroups({ services, reader, recorder, onDefect });
    onTestFinished(probe.stop);
    const facts = () => recorder.history().of('group');
    const last = () => facts().at(-1);

    const client = new Kafka({ brokers: [authority(kafka.environment.admin)], logLevel: logLevel.NOTHING });
    const listen = async (groupId: string) => {
      const consumer = client.consumer({ groupId });
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      await consumer.run({ eachMessage: async () => undefined });
      return consumer;
    };
    const other = await listen('testedly');
    onTestFinished(() => other.disconnect());
    expect(facts()).toEqual([]);

    recorder.record({ kind: 'step', phase: 'begin', path: '1', step: 'expectRecovery', title: 'recover' });
    await until(15_000, () => facts().map(({ state }) => state), ['none']);
    const consumer = await listen('tested-1');
    const joined = { service: 'tested', group: 'tested-1', state: 'Stable', assigned: { [topic]: 3 }, committed: {} };
    await until(15_000, last, expect.objectContaining({ ...joined, members: [expect.any(String)] }));

    const producer = client.producer();
    await producer.connect();
    await producer.send({ topic, messages: [{ partition: 1, value: 'x' }] });
    await producer.disconnect();
    await until(15_000, last, expect.objectContaining({ committed: { [`${topic}/1`]: 1 } }));
    await consumer.disconnect();
    await until(15_000, last, expect.objectContaining({ group: 'tested-1', state: 'Empty', members: [] }));

    await running.kill();
    await kafka.start();
    const again = await listen('tested-2');
    onTestFinished(() => again.disconnect());
    await until(
      20_000,
      last,
      expect.objectContaining({ group: 'tested-2', state: 'Stable', assigned: { [topic]: 3 } }),
    );
    expect(facts().every(({ service, group = 'tested' }) => service === 'tested' && group !== 'testedly')).toBe(true);
  }, 60_000);
});
