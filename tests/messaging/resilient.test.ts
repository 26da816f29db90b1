import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { topics } from '../../system/contract/topics.ts';
import { cannotRun, realKafka } from '../support/messaging/kafka.ts';
import { aside, stream, type TestedLayer } from '../support/messaging/layer.ts';
import { hasAll, opened, running } from '../support/messaging/resilient-layer.ts';
import { put, valuesIn } from '../support/messaging/topic.ts';
import { timed, until } from '../support/messaging/until.ts';

const kafka = realKafka();

/** What it has set aside and speaks of itself. */
async function lettersOf({ name }: TestedLayer): Promise<string[]> {
  const letters = (await valuesIn(topics.deadLetter, kafka.environment.admin)).map((value) => JSON.parse(value));
  return letters.filter(({ by, value }) => by === name && value.includes(name)).map(({ value }) => value);
}

describe.skipIf(cannotRun)('resilient, and what it promises', () => {
  afterEach(async () => {
    await kafka.route.calm('silence');
    await kafka.route.open();
  });

  test('what nobody can read goes to the dead-letter topic, and the consumer goes on', async () => {
    const tested = await running(kafka);
    const unreadable = `no JSON of ${tested.name}`;
    tested.publish(1);
    await until(15_000, () => tested.taken(), [1]);
    await put(topics.central, kafka.environment.admin, unreadable, null, JSON.stringify({ of: tested.name }));
    await hasAll(tested, [1], 15_000);
    expect((await lettersOf(tested)).toSorted()).toEqual([JSON.stringify({ of: tested.name }), unreadable].toSorted());
    expect(tested.said()).toContain('an event is set aside');
    expect(tested.said().filter((line) => line === 'consumer is up')).toHaveLength(1);
  });

  test('an outbox that is full refuses new work, keeps its promises, and is honest beyond that', async () => {
    const tested = opened(kafka, { outboxLimit: 3 });
    tested.layer.start();
    expect(tested.layer.hasRoom()).toBe(true);
    await kafka.route.close();
    await until(15_000, () => tested.layer.status().ready, false);
    tested.publish(1, 2, 3);
    expect(tested.layer.hasRoom()).toBe(false);
    tested.publish(4, 5, 6);
    expect(() => tested.publish(7)).toThrow('6 events wait for Kafka');
    expect(tested.layer.status().outboxDepth).toBe(6);
    await kafka.start();
    await kafka.route.open();
    await until(15_000, () => tested.layer.hasRoom(), true);
    await hasAll(tested, [1, 2, 3, 4, 5, 6], 15_000);
  });

  test('what is only news is said to a Kafka that is there, and to no other', async () => {
    const tested = await running(kafka);
    tested.announce(1);
    await until(15_000, () => tested.taken(), [1]);
    // What others have left unreadable in the topic is a letter of this service as well.
    await until(15_000, () => tested.layer.status().outboxDepth, 0);
    await kafka.route.close();
    await until(15_000, () => tested.layer.status().ready, false);
    tested.announce(2);
    expect(tested.layer.status().outboxDepth).toBe(0);
    await kafka.route.open();
    await hasAll(tested, [1], 15_000);
  });

  test('with nothing to do it looks for something to do now and then, and not every millisecond', async () => {
    await running(kafka);
    const looks = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => looks.mockRestore());
    const began = performance.now();
    await until(15_000, () => performance.now() - began > 500, true);
    expect(looks.mock.calls.length).toBeLessThan(60);
  });

  test('an event whose consequences cannot be kept is taken later, and the consumer stays', async () => {
    let full = true;
    const answered: number[] = [];
    const tested = await running(kafka, {
      outboxLimit: 1,
      onNumber: (number, { layer, name }) => {
        if (number > 2) return;
        answered.push(number);
        // The third of these is one too many until the first is sent, which is after this transaction.
        if (full) for (let copy = 0; copy < 3; copy += 1) layer.publish(aside(name));
      },
    });
    tested.publish(1);
    await until(15_000, () => answered.length > 2, true);
    expect(tested.taken()).toEqual([]);
    full = false;
    await until(15_000, () => tested.taken(), [1]);
    tested.publish(2);
    await hasAll(tested, [1, 2], 15_000);
    expect(tested.said().filter((line) => line === 'consumer is up')).toHaveLength(1);
  });

  test('what a full disk does not take waits for it, and no client is built anew meanwhile', async () => {
    let tries = 0;
    const tested = await running(kafka, {
      // As much as the disk has, and more: SQLite says so itself.
      onNumber: (_number, { database }) => {
        tries += 1;
        database.exec('INSERT INTO filler VALUES (zeroblob(1000000))');
      },
    });
    tested.database.exec('CREATE TABLE filler (blob BLOB)');
    const pages = Number(tested.database.prepare('PRAGMA page_count').get()?.page_count);
    tested.database.exec(`PRAGMA max_page_count = ${pages + 100}`);
    tested.publish(1, 2);
    await until(15_000, () => tries > 2, true);
    expect([tested.taken(), tested.losses(), tested.layer.status().ready]).toEqual([[], [], false]);
    tested.database.exec('PRAGMA max_page_count = 100000');
    await hasAll(tested, [1, 2], 15_000);
    await until(5000, () => tested.layer.status().ready, true);
    expect(tested.said()).toContain('the disk takes what is heard again');
  });

  test('after a restart it goes on where it was, and sends what waited', async () => {
    const first = await running(kafka);
    await put(topics.central, kafka.environment.admin, `no JSON of ${first.name}`);
    first.publish(1, 2);
    await until(15_000, () => first.taken(), [1, 2]);
    // A letter whose acknowledgement is lost is sent again, and nobody takes the copy of a letter for what it is.
    await until(15_000, () => first.layer.status().outboxDepth, 0);
    await kafka.route.close();
    first.publish(3);
    await first.close();
    await kafka.route.open();
    const second = opened(kafka, { name: first.name, folder: first.folder });
    second.layer.start();
    await hasAll(second, [1, 2, 3], 15_000);
    // Who reads from the beginning again remembers each event, but not what was none.
    expect(await lettersOf(second)).toEqual([`no JSON of ${first.name}`]);
  });

  test('a place that the topic does not reach any more is no reason to be deaf', async () => {
    const first = await running(kafka);
    first.publish(1);
    await until(15_000, () => first.taken(), [1]);
    await first.close();
    const second = opened(kafka, { name: first.name, folder: first.folder });
    second.database.exec('UPDATE places SET next = next + 1000000');
    second.layer.start();
    second.publish(2);
    await hasAll(second, [1, 2], 15_000);
  });

  test('it ends at once and leaves nothing behind: at work, without Kafka, and when Kafka is silent', async () => {
    await kafka.start();
    const timers = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
    const sockets = () => process.getActiveResourcesInfo().filter((one) => one === 'TCPSocketWrap').length;
    const before = { timers: timers(), sockets: sockets() };
    const idle = await running(kafka);
    expect(await timed(idle.close)).toBeLessThan(2000);

    const busy = await running(kafka);
    stream(busy, 1);
    await until(15_000, () => busy.taken().length > 20, true);
    busy.publish = () => [];
    expect(await timed(() => busy.layer.close())).toBeLessThan(2000);

    const lonely = opened(kafka);
    await kafka.route.close();
    lonely.layer.start();
    await until(15_000, () => lonely.said().length > 1, true);
    expect(await timed(lonely.close)).toBeLessThan(2000);
    await kafka.route.open();

    const silenced = await running(kafka);
    await kafka.route.disturb({
      name: 'silence',
      type: 'timeout',
      stream: 'upstream',
      attributes: { timeout: 0 },
    });
    await until(15_000, () => silenced.layer.status().ready, false);
    expect(await timed(silenced.close)).toBeLessThan(2000);
    await until(15_000, () => [timers() <= before.timers, sockets() <= before.sockets], [true, true]);
  });
});
