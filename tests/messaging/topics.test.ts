import { describe, expect, test } from 'vitest';
import { topics } from '../../system/contract/topics.ts';
import { cannotRun, realKafka } from '../support/messaging/kafka.ts';
import { openLayer } from '../support/messaging/layer.ts';
import { topicsOf } from '../support/messaging/topic.ts';
import { until } from '../support/messaging/until.ts';

const kafka = realKafka('by-services');
const open = (createTopics: boolean) =>
  openLayer({ generation: 'resilient', broker: kafka.route.listen, createTopics });

describe.skipIf(cannotRun)('when the topics are missing', () => {
  test('resilient waits for them, or makes them when that is its business, and says which', async () => {
    await kafka.start();
    const waits = open(false);
    waits.layer.start();
    waits.publish(1);
    await until(
      10_000,
      () => waits.said(),
      expect.arrayContaining(['producer waits for Kafka', 'consumer waits for Kafka']),
    );
    expect(waits.layer.status()).toMatchObject({ ready: false, outboxDepth: 1 });
    expect(await topicsOf(kafka.environment.admin)).toEqual([]);

    const makes = open(true);
    makes.layer.start();
    makes.publish(2);
    await until(15_000, () => makes.taken(), [2]);
    expect(makes.layer.status().ready).toBe(true);
    expect(await topicsOf(kafka.environment.admin)).toEqual(expect.arrayContaining(Object.values(topics)));
    await until(15_000, () => waits.taken(), [1]);
  });
});
