import { describe, expect, test } from 'vitest';
import { topics } from '../../system/contract/topics.ts';
import { hearing, own } from '../support/messaging/hearing.ts';
import { cannotRun, realKafka } from '../support/messaging/kafka.ts';
import { openLayer, type TestedLayer } from '../support/messaging/layer.ts';
import { numbersIn } from '../support/messaging/topic.ts';
import { until } from '../support/messaging/until.ts';

const kafka = realKafka();
const open = () => openLayer({ generation: 'after', broker: kafka.route.listen });
const inKafka = async (tested: TestedLayer) =>
  own(await numbersIn(topics.central, tested.name, kafka.environment.admin));
const taken = (tested: TestedLayer) => own(tested.taken());
const says = (tested: TestedLayer, withinMs: number, line: string) =>
  until(withinMs, () => tested.said(), expect.arrayContaining([line]));
const attempts = (tested: TestedLayer) => tested.said().filter((line) => line.startsWith('Attempt '));

describe.skipIf(cannotRun)('after', { timeout: 60_000 }, () => {
  test('gives up after ten attempts, 2 s apart, and then tries once for each event', async () => {
    const tested = open();
    const began = performance.now();
    tested.layer.start();
    await says(tested, 40_000, 'Failed to connect to Kafka after 10 attempts');
    expect(performance.now() - began).toBeGreaterThan(19_000);
    expect(attempts(tested)).toEqual(
      Array.from({ length: 10 }, (_, index) =>
        expect.stringMatching(new RegExp(`^Attempt ${index + 1}/10 - Kafka not available: .+`)),
      ),
    );
    expect(tested.publish(1)).toEqual([1]);
    await says(tested, 5000, 'Producer reconnection failed');
    expect(tested.said()).toContain('Producer not initialized, attempting reconnection');

    await kafka.start();
    // What Kafka says to a group in its first second is the consumer's business, and it comes by itself.
    await until(30_000, () => tested.layer.status(), { sends: 'unset', hears: 'joined', ready: false });
    await hearing(tested, kafka.environment.admin);
    tested.publish(2);
    await says(tested, 5000, 'Kafka producer reconnected successfully');
    await until(15_000, () => taken(tested), [2]);
    tested.publish(3);
    await until(15_000, () => taken(tested), [2, 3]);
    expect(tested.layer.status()).toEqual({ sends: 'set', hears: 'joined', ready: true });
    expect(await inKafka(tested)).toEqual([2, 3]);
    expect(tested.said()).not.toContain('Kafka producer initialized');
  });

  test('connects by itself when Kafka is there, and has dropped what was published before', async () => {
    await kafka.start();
    await kafka.route.close();
    const tested = open();
    tested.layer.start();
    await until(15_000, () => attempts(tested), [expect.stringMatching(/^Attempt 1\/10 - Kafka not available: .+/)]);
    tested.publish(1);
    await says(tested, 5000, 'Producer reconnection failed');
    await kafka.route.open();
    await says(tested, 10_000, 'Kafka producer initialized');
    await until(20_000, () => tested.layer.status(), { sends: 'set', hears: 'joined', ready: true });
    await hearing(tested, kafka.environment.admin);
    tested.publish(2);
    await until(15_000, () => taken(tested), [2]);
    expect(await inKafka(tested)).toEqual([2]);
  });
});
