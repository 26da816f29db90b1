import { beforeAll, describe, expect, test } from 'vitest';
import { cannotRun, realKafka } from '../support/messaging/kafka.ts';
import { hasAll, isDown, running } from '../support/messaging/resilient-layer.ts';
import { until } from '../support/messaging/until.ts';

/** Shorter than the second between two questions, and longer than the half that a fetch may take. */
const idleMs = 700;
const kafka = realKafka('pre-created', { 'connections.max.idle.ms': idleMs });

describe.skipIf(cannotRun)('resilient, where Kafka ends the connections that are idle', () => {
  // A busy machine takes half a minute for it, which is no part of any test.
  beforeAll(() => kafka.start(), 120_000);

  test('it is there all the time and builds nothing anew, and that Kafka is gone it notices all the same', async () => {
    const tested = await running(kafka);
    const began = performance.now();
    await until(10_000, () => performance.now() - began > 6000, true);
    // A busy machine may be too slow for an answer, or need more than 700 ms for a fetch of 500; that is another story.
    const busy = /no answer|with a request on its way: Fetch/;
    expect(tested.losses().filter((why) => !busy.test(why))).toEqual([]);
    await hasAll(tested, [...tested.publish(1, 2)], 10_000);
    await kafka.route.close();
    const gone = performance.now();
    await isDown(tested, 10_000);
    expect(performance.now() - gone).toBeLessThan(1000);
    await kafka.route.open();
    await until(10_000, () => tested.layer.status().ready, true);
  });
});
