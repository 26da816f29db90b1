import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { answering, type Event, makeEvent } from '../../contract/events.ts';
import { outbox } from './outbox.ts';
import { seen } from './seen.ts';
import { taking } from './take.ts';

const event = (correlation: string, targetWh = 1) =>
  makeEvent('charge-requested', 'driver:D-1', { correlation }, { driverId: 'D-1', chargePointId: 'CP-1', targetWh });
const reply = (to: Event) =>
  makeEvent('outcome-received', 'driver:D-1', answering(to), { driverId: 'D-1', chargePointId: 'CP-1' });

/** A service that writes down and answers each event, unless `handle` throws. */
function service({
  limit = 100,
  handle = (_event: Event): void => undefined,
  concerns = (_event: Event): boolean => true,
} = {}) {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE effects (correlation TEXT) STRICT');
  const memory = seen(database);
  const box = outbox(database, limit, () => undefined);
  const note = database.prepare('INSERT INTO effects VALUES (?)');
  const options = {
    name: 'tested',
    broker: 'localhost:1',
    database,
    log: pino({ level: 'silent' }),
    hears: [],
    createTopics: false,
    outboxLimit: limit,
    concerns,
    handle: (one: Event) => {
      note.run(one.correlation);
      box.keep(reply(one));
      handle(one);
    },
  };
  const waiting = () => box.next(10_000);
  return {
    database,
    memory,
    box,
    take: taking(options, memory, box),
    effects: () =>
      database
        .prepare('SELECT correlation FROM effects')
        .all()
        .map(({ correlation }) => correlation),
    replies: () => waiting().filter(({ topic }) => topic === 'driver-events').length,
    deadLetters: () => waiting().flatMap(({ topic, value }) => (topic === 'dead-letter' ? [JSON.parse(value)] : [])),
    place: () => memory.places('topic-id')[0]?.offset,
  };
}

const batch = (...values: readonly (Event | string | null)[]) => ({
  topic: 'central-events',
  partition: 2,
  messages: values.map((value, index) => ({
    offset: String(10 + index),
    value: value === null ? null : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
  })),
});

describe('taking in a batch', () => {
  test('is its effects, what they cause, and the place to go on from', () => {
    const { take, effects, replies, place } = service();
    expect(take(batch(event('a'), event('b')), 0, 'topic-id')).toBe(2);
    expect([effects(), replies(), place()]).toEqual([['a', 'b'], 2, 12]);
  });

  test('what had no effect is passed over, and its place is written down only now and then', () => {
    const { take, place, effects } = service({ concerns: ({ correlation }) => correlation === 'mine' });
    expect(take(batch(event('other')), 0, 'topic-id')).toBe(1);
    expect(place()).toBe(11);
    expect(take(batch(event('other'), event('other')), 0, 'topic-id')).toBe(2);
    expect(place()).toBe(11);
    expect(take(batch(event('other'), event('other'), event('mine')), 0, 'topic-id')).toBe(3);
    expect([effects(), place()]).toEqual([['mine'], 13]);
  });

  test('a copy of an event has no second effect, in the same batch or a later one', () => {
    const { take, effects, replies } = service();
    const one = event('a');
    take(batch(one, one), 0, 'topic-id');
    take(batch(one), 0, 'topic-id');
    expect([effects(), replies()]).toEqual([['a'], 1]);
  });

  test.each([
    ['no JSON', '{'],
    ['no event', '{"id":"x"}'],
    ['empty', ''],
    ['deeper than anybody can go', '['.repeat(200_000)],
    ['a tombstone', null],
  ])('a record that is %s is set aside with its place, and the next one is taken', (_name, value) => {
    const { take, effects, deadLetters, place } = service();
    expect(take(batch(value, event('b')), 0, 'topic-id')).toBe(2);
    expect([effects(), place()]).toEqual([['b'], 12]);
    expect(deadLetters()).toEqual([
      {
        by: 'tested',
        topic: 'central-events',
        partition: 2,
        offset: '10',
        error: expect.any(String),
        value: (value ?? '').slice(0, 100_000),
      },
    ]);
  });

  test('a batch of which nothing can be had is set aside with its place from beginning to end', () => {
    const { take, effects, deadLetters, place } = service();
    const bytes = Buffer.from([1, 2, 255]);
    const batchOf = batch('', event('b'));
    const unreadable = {
      offset: '10',
      value: bytes,
      unreadable: { firstOffset: '7', why: 'its checksum is another one' },
    };
    expect(take({ ...batchOf, messages: [unreadable, ...batchOf.messages.slice(1)] }, 0, 'topic-id')).toBe(2);
    expect([effects(), place()]).toEqual([['b'], 12]);
    expect(deadLetters()).toEqual([
      expect.objectContaining({
        ...{ topic: 'central-events', partition: 2, offset: '7', lastOffset: '10' },
        ...{ error: 'its checksum is another one', value: bytes.toString('base64') },
      }),
    ]);
  });

  test('an event that its handler cannot take is undone and set aside', () => {
    const handle = ({ correlation }: Event) => {
      if (correlation === 'bad') throw new TypeError('no such thing');
    };
    const { take, effects, replies, deadLetters } = service({ handle });
    take(batch(event('a'), event('bad'), event('b')), 0, 'topic-id');
    expect([effects(), replies()]).toEqual([['a', 'b'], 2]);
    expect(deadLetters()).toEqual([expect.objectContaining({ offset: '11', error: 'TypeError: no such thing' })]);
  });

  test('a record as long as Kafka allows is set aside in a letter that Kafka takes', () => {
    const { take, box } = service();
    take(batch('\u0000'.repeat(1_000_000)), 0, 'topic-id');
    expect(Buffer.byteLength(box.next(1)[0]?.value ?? '')).toBeLessThan(1_000_000);
  });

  test('many are taken in parts, between which the service can answer others', () => {
    const { take, effects, place } = service({ limit: 1000 });
    const many = batch(...Array.from({ length: 450 }, (_, index) => event(`s-${index}`)));
    expect(take(many, 0, 'topic-id')).toBe(200);
    expect(place()).toBe(210);
    expect(take(many, 200, 'topic-id')).toBe(400);
    expect(take(many, 400, 'topic-id')).toBe(450);
    expect(effects()).toHaveLength(450);
  });
});

describe('when nothing more can be kept', () => {
  test('it takes what there is room for, stops before the next, and goes on there', () => {
    const { take, effects, box, place, deadLetters } = service({ limit: 1 });
    const three = batch(event('a'), event('b'), event('c'));
    expect(take(three, 0, 'topic-id')).toBe(2);
    expect([effects(), place()]).toEqual([['a', 'b'], 12]);
    expect(take(three, 2, 'topic-id')).toBe(2);
    box.sent(box.next(1)[0]?.sequence ?? 0);
    expect(take(three, 2, 'topic-id')).toBe(3);
    expect([effects(), deadLetters()]).toEqual([['a', 'b', 'c'], []]);
  });

  test('a record that nobody can read waits for room as well', () => {
    const { take, box, place } = service({ limit: 1 });
    const three = batch('{', '{', '{');
    expect(take(three, 0, 'topic-id')).toBe(2);
    expect(place()).toBe(12);
    box.sent(box.next(2).at(-1)?.sequence ?? 0);
    expect(take(three, 2, 'topic-id')).toBe(3);
  });

  test('nothing is lost or doubled, however room comes and goes', () => {
    const deeds = fc.array(fc.oneof(fc.constant('take' as const), fc.nat(4)), { maxLength: 60, size: 'max' });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 4 }), deeds, (count, limit, story) => {
        const { take, box, effects } = service({ limit });
        const names = Array.from({ length: count }, (_, index) => `s-${index}`);
        const records = batch(...names.map((name) => event(name)));
        const sent: string[] = [];
        const send = (most: number) => {
          const some = box.next(most);
          sent.push(...some.map(({ value }) => JSON.parse(value).correlation));
          box.sent(some.at(-1)?.sequence ?? 0);
        };
        let next = 0;
        for (const deed of story) {
          if (deed === 'take') next = take(records, next, 'topic-id');
          else send(deed);
          expect(effects()).toEqual(names.slice(0, next));
        }
        while (next < count || box.depth() > 0) {
          next = take(records, next, 'topic-id');
          send(3);
        }
        expect(sent).toEqual(names);
      }),
      { numRuns: 60 },
    );
  });
});

test('a disk that is full undoes the whole batch, and blames no event', () => {
  const { database, take, effects, deadLetters, place } = service({
    handle: ({ correlation }) => {
      if (correlation === 'large') database.prepare('INSERT INTO effects VALUES (?)').run('x'.repeat(500_000));
    },
  });
  const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count);
  database.exec(`PRAGMA max_page_count = ${pages + 20}`);
  const two = batch(event('a'), event('large'));
  expect(() => take(two, 0, 'topic-id')).toThrow('full');
  expect([effects(), deadLetters(), place(), database.isTransaction]).toEqual([[], [], undefined, false]);
  database.exec('PRAGMA max_page_count = 100000');
  expect(take(two, 0, 'topic-id')).toBe(2);
  expect(effects()).toHaveLength(3);
});
