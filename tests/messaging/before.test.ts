import { describe, expect, test } from 'vitest';
import { topics } from '../../system/contract/topics.ts';
import { hearing, own } from '../support/messaging/hearing.ts';
import { cannotRun, realKafka } from '../support/messaging/kafka.ts';
import { openLayer } from '../support/messaging/layer.ts';
import { numbersIn } from '../support/messaging/topic.ts';
import { until } from '../support/messaging/until.ts';

const kafka = realKafka();
const open = () => openLayer({ generation: 'before', broker: kafka.route.listen });

describe.skipIf(cannotRun)('before', () => {
  test('after a start without Kafka it never sends, tells its log and not its caller, and hears when Kafka is there', async () => {
    const tested = open();
    tested.layer.start();
    await until(15_000, () => tested.said(), expect.arrayContaining(['messaging system not available']));
    const told = tested.said().length;
    expect(tested.publish(1)).toEqual([1]);
    expect(tested.said().slice(told)).toContain('messaging system not available');
    expect(tested.layer.hasRoom()).toBe(true);

    await kafka.start();
    await until(30_000, () => tested.layer.status(), { sends: 'unset', hears: 'joined', ready: false });
    const first = tested.said().length;
    tested.publish(2, 3);
    expect(tested.said().slice(first)).toEqual(['messaging system not available', 'messaging system not available']);

    // One that starts now has its producer at once: only a restart helps.
    const restarted = open();
    restarted.layer.start();
    await until(20_000, () => restarted.layer.status(), { sends: 'set', hears: 'joined', ready: true });
    expect(restarted.said()).toContain('Kafka producer initialized');
    await hearing(restarted, kafka.environment.admin);
    restarted.publish(4);
    await until(15_000, () => own(restarted.taken()), [4]);
    expect(await numbersIn(topics.central, tested.name, kafka.environment.admin)).toEqual([]);
    expect(tested.said()).not.toContain('Kafka producer initialized');
  });
});
