import { afterEach, describe, expect, test } from 'vitest';
import { addToxic, removeToxic } from '../../harness/network/toxics.ts';
import { topics } from '../../system/contract/topics.ts';
import { cannotRun, realKafka, service } from './testing/kafka.ts';
import { aside, openLayer, stream, type TestedLayer, type TestedOptions } from './testing/layer.ts';
import { numbersIn, put, valuesIn } from './testing/topic.ts';
import { timed, until } from './testing/until.ts';

const kafka = realKafka();
const open = (options: Partial<TestedOptions> = {}) =>
  openLayer({ generation: 'resilient', broker: kafka.route.listen, ...options });
const up = { sends: 'UP', hears: 'UP', ready: true };
const state = ({ layer }: TestedLayer) => {
  const { outboxDepth: _, ...rest } = layer.status();
  return rest;
};

/** A broker that answers, and a layer that sends and hears. */
async function running(options: Partial<TestedOptions> = {}): Promise<TestedLayer> {
  await kafka.start();
  const tested = open(options);
  tested.layer.start();
  await until(20_000, () => state(tested), up);
  return tested;
}

/** Everything was taken, once and in order; a last event would show a copy that comes late. */
async function hasAll(tested: TestedLayer, numbers: readonly number[], withinMs: number): Promise<void> {
  const all = [...numbers, ...tested.publish(1_000_000)];
  await until(withinMs, () => tested.taken().at(-1), 1_000_000);
  expect(tested.taken()).toEqual(all);
  await until(2000, () => tested.layer.status().outboxDepth, 0);
}

/** What it has set aside and speaks of itself. */
async function lettersOf({ name }: TestedLayer): Promise<string[]> {
  const letters = (await valuesIn(topics.deadLetter, kafka.environment.admin)).map((value) => JSON.parse(value));
  return letters.filter(({ by, value }) => by === name && value.includes(name)).map(({ value }) => value);
}

/** How long after now it has taken something new, in milliseconds. */
async function backAfter(tested: TestedLayer, withinMs: number): Promise<number> {
  const before = tested.taken().length;
  return timed(() => until(withinMs, () => tested.taken().length > before, true));
}

describe.skipIf(cannotRun)('resilient', () => {
  afterEach(async () => {
    await removeToxic(kafka.network, service, 'silence');
    await kafka.route.open();
  });

  test('what is published before Kafka exists arrives when it does, in order, once', async () => {
    const tested = open();
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
    await hasAll(tested, [...numbers, 4, 5], 10_000);
    expect(state(tested)).toEqual(up);
    expect(await numbersIn(topics.central, tested.name, kafka.environment.admin)).toEqual([1, 2, 3, 4, 5, 1_000_000]);
  });

  test('a closed route is said, and when it is open again it is back at once: nothing lost, nothing twice', async () => {
    const tested = await running();
    const numbers = stream(tested);
    for (let round = 0; round < 3; round += 1) {
      await until(5000, () => tested.taken().length > round * 10, true);
      await kafka.route.close();
      await until(1000, () => [tested.layer.status().sends === 'UP', tested.layer.status().hears === 'UP'], [
        false,
        false,
      ]);
      await kafka.route.open();
      expect(await backAfter(tested, 5000)).toBeLessThan(2000);
    }
    await hasAll(tested, numbers.stop(), 3000);
  });

  test('a broker that is paused is said to be away, and nothing is lost', async () => {
    const tested = await running();
    const numbers = stream(tested);
    await until(3000, () => tested.taken().length > 5, true);
    const broker = await kafka.start();
    broker.pause();
    const began = performance.now();
    try {
      await until(4000, () => [tested.layer.status().sends === 'UP', tested.layer.status().hears === 'UP'], [
        false,
        false,
      ]);
      await until(4000, () => performance.now() - began > 3000, true);
    } finally {
      broker.resume();
    }
    expect(await backAfter(tested, 5000)).toBeLessThan(2000);
    await hasAll(tested, numbers.stop(), 5000);
  });

  test('a producer that has nothing to send says as well that the broker is paused', async () => {
    const tested = await running();
    const broker = await kafka.start();
    broker.pause();
    try {
      await until(4500, () => [tested.layer.status().sends === 'UP', tested.layer.status().hears === 'UP'], [
        false,
        false,
      ]);
    } finally {
      broker.resume();
    }
    await until(5000, () => state(tested), up);
  });

  test('a broker that is killed and started again costs nothing but time', async () => {
    const tested = await running();
    const numbers = stream(tested);
    await until(3000, () => tested.taken().length > 5, true);
    await (await kafka.start()).kill();
    await until(2000, () => tested.layer.status().ready, false);
    await kafka.start();
    await backAfter(tested, 15_000);
    await hasAll(tested, numbers.stop(), 5000);
  });

  test('a black hole is noticed, and its end as well', async () => {
    const tested = await running();
    const numbers = stream(tested);
    await until(3000, () => tested.taken().length > 5, true);
    for (const stream of ['upstream', 'downstream'] as const) {
      await addToxic(kafka.network, service, { name: 'silence', type: 'timeout', stream, attributes: { timeout: 0 } });
      await until(4500, () => [tested.layer.status().sends === 'UP', tested.layer.status().hears === 'UP'], [
        false,
        false,
      ]);
      await removeToxic(kafka.network, service, 'silence');
      expect(await backAfter(tested, 5000)).toBeLessThan(2000);
    }
    await hasAll(tested, numbers.stop(), 5000);
  });

  test('what nobody can read goes to the dead-letter topic, and the consumer goes on', async () => {
    const tested = await running();
    const unreadable = `no JSON of ${tested.name}`;
    tested.publish(1);
    await until(3000, () => tested.taken(), [1]);
    await put(topics.central, kafka.environment.admin, unreadable, null, JSON.stringify({ of: tested.name }));
    await hasAll(tested, [1], 3000);
    expect((await lettersOf(tested)).toSorted()).toEqual([JSON.stringify({ of: tested.name }), unreadable].toSorted());
    expect(tested.said()).toContain('an event is set aside');
    expect(tested.said().filter((line) => line === 'consumer is up')).toHaveLength(1);
  });

  test('an outbox that is full refuses new work, keeps its promises, and is honest beyond that', async () => {
    const tested = open({ outboxLimit: 3 });
    tested.layer.start();
    expect(tested.layer.hasRoom()).toBe(true);
    await kafka.route.close();
    await until(2000, () => tested.layer.status().ready, false);
    tested.publish(1, 2, 3);
    expect(tested.layer.hasRoom()).toBe(false);
    tested.publish(4, 5, 6);
    expect(() => tested.publish(7)).toThrow('6 events wait for Kafka');
    expect(tested.layer.status().outboxDepth).toBe(6);
    await kafka.start();
    await kafka.route.open();
    await until(5000, () => tested.layer.hasRoom(), true);
    await hasAll(tested, [1, 2, 3, 4, 5, 6], 5000);
  });

  test('an event whose consequences cannot be kept is taken later, and the consumer stays', async () => {
    let full = true;
    const answered: number[] = [];
    const tested = await running({
      outboxLimit: 1,
      onNumber: (number, { layer, name }) => {
        if (number > 2) return;
        answered.push(number);
        // The third of these is one too many until the first is sent, which is after this transaction.
        if (full) for (let copy = 0; copy < 3; copy += 1) layer.publish(aside(name));
      },
    });
    tested.publish(1);
    await until(3000, () => answered.length > 2, true);
    expect(tested.taken()).toEqual([]);
    full = false;
    await until(3000, () => tested.taken(), [1]);
    tested.publish(2);
    await hasAll(tested, [1, 2], 3000);
    expect(tested.said().filter((line) => line === 'consumer is up')).toHaveLength(1);
  });

  test('after a restart it goes on where it was, and sends what waited', async () => {
    const first = await running();
    await put(topics.central, kafka.environment.admin, `no JSON of ${first.name}`);
    first.publish(1, 2);
    await until(3000, () => first.taken(), [1, 2]);
    await kafka.route.close();
    first.publish(3);
    await first.close();
    await kafka.route.open();
    const second = open({ name: first.name, folder: first.folder });
    second.layer.start();
    await hasAll(second, [1, 2, 3], 5000);
    // Who reads from the beginning again remembers each event, but not what was none.
    expect(await lettersOf(second)).toEqual([`no JSON of ${first.name}`]);
  });

  test('a place that the topic does not reach any more is no reason to be deaf', async () => {
    const first = await running();
    first.publish(1);
    await until(3000, () => first.taken(), [1]);
    await first.close();
    const second = open({ name: first.name, folder: first.folder });
    second.database.exec('UPDATE positions SET next = next + 1000000');
    second.layer.start();
    second.publish(2);
    await hasAll(second, [1, 2], 10_000);
  });

  test('it ends at once and leaves nothing behind: at work, without Kafka, and when Kafka is silent', async () => {
    await kafka.start();
    const timers = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
    const sockets = () => process.getActiveResourcesInfo().filter((one) => one === 'TCPSocketWrap').length;
    const before = { timers: timers(), sockets: sockets() };
    const idle = await running();
    expect(await timed(idle.close)).toBeLessThan(150);

    const busy = await running();
    stream(busy, 1);
    await until(3000, () => busy.taken().length > 20, true);
    busy.publish = () => [];
    expect(await timed(() => busy.layer.close())).toBeLessThan(150);

    const lonely = open();
    await kafka.route.close();
    lonely.layer.start();
    await until(3000, () => lonely.said().length > 1, true);
    expect(await timed(lonely.close)).toBeLessThan(150);
    await kafka.route.open();

    const silenced = await running();
    await addToxic(kafka.network, service, {
      name: 'silence',
      type: 'timeout',
      stream: 'upstream',
      attributes: { timeout: 0 },
    });
    await until(4500, () => silenced.layer.status().ready, false);
    expect(await timed(silenced.close)).toBeLessThan(150);
    await until(3000, () => [timers() <= before.timers, sockets() <= before.sockets], [true, true]);
  });
});
