import { afterEach, describe, expect, test } from 'vitest';
import { topics } from '../../system/contract/topics.ts';
import { cannotRun, realKafka } from '../support/messaging/kafka.ts';
import { stream } from '../support/messaging/layer.ts';
import { backAfter, hasAll, isDown, isUp, opened, running } from '../support/messaging/resilient-layer.ts';
import { numbersIn } from '../support/messaging/topic.ts';
import { until } from '../support/messaging/until.ts';

const kafka = realKafka();

describe.skipIf(cannotRun)('resilient, when Kafka is away', () => {
  afterEach(async () => {
    await kafka.route.calm('silence');
    await kafka.route.open();
  });

  test('what is published before Kafka exists arrives when it does, in order, once', async () => {
    const tested = opened(kafka);
    const numbers = tested.publish(1, 2, 3);
    tested.layer.start();
    await until(
      2000,
      () => tested.said(),
      expect.arrayContaining(['producer waits for Kafka', 'consumer waits for Kafka']),
    );
    expect(tested.layer.status()).toMatchObject({ ready: false, outboxDepth: 3 });
    tested.publish(4, 5);
    await kafka.start();
    await hasAll(tested, [...numbers, 4, 5], 15_000);
    await isUp(tested, 15_000);
    expect(await numbersIn(topics.central, tested.name, kafka.environment.admin)).toEqual([1, 2, 3, 4, 5, 1_000_000]);
  });

  test('a closed route is said, and when it is open again it is back at once: nothing lost, nothing twice', async () => {
    const tested = await running(kafka);
    const numbers = stream(tested);
    for (let round = 0; round < 3; round += 1) {
      await until(15_000, () => tested.taken().length > round * 10, true);
      await kafka.route.close();
      await isDown(tested, 15_000);
      await kafka.route.open();
      expect(await backAfter(tested, 15_000)).toBeLessThan(6000);
    }
    await hasAll(tested, numbers.stop(), 15_000);
  });

  test('a broker that is paused is said to be away, and nothing is lost', async () => {
    const tested = await running(kafka);
    const numbers = stream(tested);
    await until(15_000, () => tested.taken().length > 5, true);
    const broker = await kafka.start();
    await broker.pause();
    const began = performance.now();
    try {
      await isDown(tested, 15_000);
      await until(15_000, () => performance.now() - began > 3000, true);
    } finally {
      await broker.resume();
    }
    expect(await backAfter(tested, 15_000)).toBeLessThan(6000);
    await hasAll(tested, numbers.stop(), 15_000);
  });

  test('a producer that has nothing to send says as well that the broker is paused', async () => {
    const tested = await running(kafka);
    const broker = await kafka.start();
    await broker.pause();
    try {
      await isDown(tested, 15_000);
    } finally {
      await broker.resume();
    }
    await isUp(tested, 15_000);
  });

  test('a broker that is killed and started again costs nothing but time', async () => {
    const tested = await running(kafka);
    const numbers = stream(tested);
    await until(15_000, () => tested.taken().length > 5, true);
    await (await kafka.start()).kill();
    await until(15_000, () => tested.layer.status().ready, false);
    await kafka.start();
    await backAfter(tested, 15_000);
    await hasAll(tested, numbers.stop(), 15_000);
  });

  test('a black hole is noticed, and its end as well', async () => {
    const tested = await running(kafka);
    const numbers = stream(tested);
    await until(15_000, () => tested.taken().length > 5, true);
    for (const stream of ['upstream', 'downstream'] as const) {
      await kafka.route.disturb({ name: 'silence', type: 'timeout', stream, attributes: { timeout: 0 } });
      await isDown(tested, 15_000);
      await kafka.route.calm('silence');
      expect(await backAfter(tested, 15_000)).toBeLessThan(6000);
    }
    await hasAll(tested, numbers.stop(), 15_000);
  });
});
