import { afterEach, describe, expect, test, vi } from 'vitest';
import { topics } from '../../system/contract/topics.ts';
import { cannotRun, realKafka } from '../support/messaging/kafka.ts';
import type { TestedLayer } from '../support/messaging/layer.ts';
import { hasAll, opened, running } from '../support/messaging/resilient-layer.ts';
import { numbersIn, setTopic, valuesIn } from '../support/messaging/topic.ts';
import { until } from '../support/messaging/until.ts';

const kafka = realKafka();
const admin = () => kafka.environment.admin;
/** An event of these tests has about 300 bytes. */
const someEvents = { 'max.message.bytes': '1500' };
const noEvent = { 'max.message.bytes': '200' };
/** A record may not be older than this, and the clock of this process is put back by more. */
const nothingOld = { 'message.timestamp.type': 'CreateTime', 'message.timestamp.before.max.ms': '60000' };
const clockIsBehind = () => {
  const now = Date.now;
  const spy = vi.spyOn(Date, 'now').mockImplementation(() => now() - 3_600_000);
  return () => spy.mockRestore();
};

const many = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const times = ({ said }: TestedLayer, line: string) => said().filter((each) => each === line).length;
const refusals = (tested: TestedLayer) => times(tested, 'Kafka refuses what is sent at once');

describe.skipIf(cannotRun)('resilient, when Kafka refuses what it is sent', () => {
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const topic of [topics.central, topics.deadLetter]) await setTopic(topic, admin(), {});
    await kafka.route.open();
  });

  test('a batch that is too large is sent in smaller ones: all arrives, in order, and soon without refusals', async () => {
    const tested = await running(kafka);
    await setTopic(topics.central, admin(), someEvents);
    await kafka.route.close();
    await until(15_000, () => tested.layer.status().ready, false);
    const numbers = tested.publish(...many(1, 200));
    await kafka.route.open();
    await hasAll(tested, numbers, 15_000);
    expect(refusals(tested)).toBeGreaterThan(0);
    expect(refusals(tested)).toBeLessThan(20);
    expect(tested.layer.status()).toMatchObject({ setAside: 0, ready: true });
  });

  test('an event that alone is too large is set aside and told, and the rest goes on', async () => {
    const refused: string[] = [];
    const tested = await running(kafka, { onRefused: ({ type }, why) => refused.push(`${type}: ${why}`) });
    await kafka.route.close();
    await until(15_000, () => tested.layer.status().ready, false);
    tested.publish(1, 2);
    tested.say(500);
    tested.publish(3, 4);
    await setTopic(topics.central, admin(), { 'max.message.bytes': '600' });
    await kafka.route.open();
    await hasAll(tested, [1, 2, 3, 4], 15_000);
    expect(refused).toEqual(['charge-denied: Kafka does not take it: MESSAGE_TOO_LARGE']);
    expect(times(tested, 'an event is set aside, and will not be sent')).toBe(1);
    expect(tested.layer.status()).toMatchObject({ setAside: 1, outboxDepth: 0, ready: true });
    expect(tested.database.prepare('SELECT topic, why FROM set_aside').all()).toEqual([
      { topic: topics.central, why: 'Kafka does not take it: MESSAGE_TOO_LARGE' },
    ]);
    await tested.close();
    const again = opened(kafka, { name: tested.name, folder: tested.folder });
    expect(again.layer.status()).toMatchObject({ setAside: 1, outboxDepth: 0 });
  });

  test('what Kafka may take later waits, is told, and keeps no other topic waiting', async () => {
    const tested = await running(kafka);
    await setTopic(topics.central, admin(), nothingOld);
    const right = clockIsBehind();
    tested.publish(1, 2);
    await until(5000, () => tested.layer.status().refused?.map(({ topic }) => topic), [topics.central]);
    expect(tested.layer.status()).toMatchObject({ ready: false, sends: 'UP', outboxDepth: 2, setAside: 0 });
    expect(times(tested, 'producer is up')).toBe(1);
    right();
    const letter = `a letter of ${tested.name}`;
    tested.keepRaw(topics.deadLetter, letter);
    await until(5000, () => tested.layer.status().outboxDepth, 2);
    expect(await valuesIn(topics.deadLetter, admin())).toContain(letter);
    expect(times(tested, 'what is for a topic waits')).toBeLessThan(10);
    await hasAll(tested, [1, 2], 15_000);
    expect(tested.layer.status().ready).toBe(true);
    expect(times(tested, 'producer is up')).toBe(1);
  });

  test('letters that cannot be sent are no reason to be not ready', async () => {
    const tested = await running(kafka);
    await setTopic(topics.deadLetter, admin(), nothingOld);
    const right = clockIsBehind();
    tested.keepRaw(topics.deadLetter, 'a letter');
    await until(5000, () => tested.layer.status().refused?.map(({ topic }) => topic), [topics.deadLetter]);
    tested.publish(1);
    await until(5000, () => tested.taken(), [1]);
    expect(tested.layer.status()).toMatchObject({ ready: true, outboxDepth: 1 });
    right();
    await until(5000, () => tested.layer.status().outboxDepth, 0);
  });

  test('news that are refused are not said, and nothing waits behind them', async () => {
    const tested = await running(kafka);
    await setTopic(topics.central, admin(), noEvent);
    tested.announce(1);
    await until(5000, () => times(tested, 'Kafka refuses news, and they are not said'), 1);
    await setTopic(topics.central, admin(), {});
    tested.publish(2);
    await hasAll(tested, [2], 15_000);
    expect(await numbersIn(topics.central, tested.name, admin())).not.toContain(1);
    expect(times(tested, 'producer is up')).toBe(1);
  });

  test('what Kafka has is not sent again while the disk is full, only forgotten later', async () => {
    const tested = await running(kafka);
    tested.publish(1);
    await until(5000, () => tested.taken(), [1]);
    // Nothing can be forgotten, as with a disk that is full.
    tested.database.exec("CREATE TRIGGER full BEFORE DELETE ON outbox BEGIN SELECT raise(ABORT, 'full'); END");
    tested.publish(2);
    await until(5000, () => tested.taken(), [1, 2]);
    await until(5000, () => tested.layer.status().refused?.length, 1);
    tested.publish(3);
    tested.database.exec('DROP TRIGGER full');
    await hasAll(tested, [1, 2, 3], 15_000);
    const sent = await numbersIn(topics.central, tested.name, admin());
    expect(sent.filter((number) => number < 10)).toEqual([1, 2, 3]);
    expect(times(tested, 'producer is up')).toBe(1);
  });
});
