import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeEvent } from '../../contract/events.ts';
import { transact } from '../../service/database.ts';
import { OutboxFull, outbox, upToBytes } from './outbox.ts';
import { seen } from './seen.ts';

const event = (correlation: string) =>
  makeEvent('outcome-received', 'driver:D-1', { correlation }, { driverId: 'D-1', chargePointId: 'CP-1' });
function box(limit = 1000) {
  const database = new DatabaseSync(':memory:');
  let woken = 0;
  const kept = outbox(database, limit, () => {
    woken += 1;
  });
  return { database, kept, woken: () => woken };
}
const sessionsIn = (kept: ReturnType<typeof outbox>) =>
  kept.next(10_000).map(({ value }) => JSON.parse(value).correlation);

describe('the outbox', () => {
  test('keeps everything, in order, until it is told that Kafka has it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant('keep' as const), fc.nat(5)), { maxLength: 60, size: 'max' }),
        (deeds) => {
          const { kept } = box();
          let number = 0;
          const expected: string[] = [];
          for (const deed of deeds) {
            if (deed === 'keep') {
              number += 1;
              kept.keep(event(`s-${number}`));
              expected.push(`s-${number}`);
            } else {
              const batch = kept.next(deed);
              const last = batch.at(-1);
              if (last) kept.sent(last.sequence);
              expected.splice(0, batch.length);
            }
            expect(sessionsIn(kept)).toEqual(expected);
            expect(kept.depth()).toBe(expected.length);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test('knows how many wait, whatever was taken back in between', () => {
    const deed = fc.constantFrom('keep', 'undo', 'undo one', 'send');
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40, size: 'max' }), (deeds) => {
        const { database, kept } = box();
        for (const each of deeds) {
          if (each === 'keep') kept.keep(event('s'));
          else if (each === 'send') kept.sent(kept.next(2).at(-1)?.sequence ?? 0);
          else {
            database.exec('BEGIN; SAVEPOINT one');
            kept.keep(event('s'));
            kept.keep(event('s'));
            database.exec(each === 'undo' ? 'ROLLBACK' : 'ROLLBACK TO one; RELEASE one; COMMIT');
          }
          expect(kept.depth()).toBe(database.prepare('SELECT count(*) AS count FROM outbox').get()?.count);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('goes on with the other topics where one waits, and still knows how many wait', () => {
    const deed = fc.constantFrom('one', 'other', 'send one', 'send other', 'set aside', 'undo');
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60, size: 'max' }), (deeds) => {
        const { database, kept } = box();
        const there: [topic: string, value: string][] = [];
        let aside = 0;
        deeds.forEach((each, number) => {
          const topic = each.endsWith('other') ? 'other' : 'one';
          const batch = kept.next(2, [topic === 'one' ? 'other' : 'one']);
          const last = batch.at(-1);
          if (each === 'one' || each === 'other') {
            kept.keepRaw(topic, 'key', `${number}`);
            there.push([topic, `${number}`]);
          } else if (each === 'undo') {
            database.exec('BEGIN');
            kept.keepRaw(topic, 'key', 'undone');
            database.exec('ROLLBACK');
          } else if (last && each === 'set aside') {
            kept.setAside(last, 'too large');
            there.splice(
              there.findIndex(([, value]) => value === last.value),
              1,
            );
            aside += 1;
          } else if (last) {
            kept.sent(last.sequence, topic);
            for (const { value } of batch)
              there.splice(
                there.findIndex(([, other]) => other === value),
                1,
              );
          }
          expect(kept.next(1000).map(({ topic, value }) => [topic, value])).toEqual(there);
          expect([kept.depth(), kept.asideCount()]).toEqual([there.length, aside]);
        });
        expect(outbox(database, 10, () => undefined).depth()).toBe(there.length);
      }),
      { numRuns: 50 },
    );
  });

  test('sets aside and what follows from it together, or neither', () => {
    const { kept } = box();
    kept.keep(event('s-1'));
    const [first] = kept.next(1);
    const fail = () => {
      throw new Error('no');
    };
    expect(() => first && kept.setAside(first, 'too large', fail)).toThrow('no');
    expect([kept.depth(), kept.asideCount()]).toEqual([1, 0]);
    if (first) kept.setAside(first, 'too large');
    expect([kept.depth(), kept.asideCount()]).toEqual([0, 1]);
  });

  test('gives no more than so many bytes at once, and one message at least', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 20 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 0, max: 120 }), (sizes, most) => {
        const { kept } = box();
        for (const size of sizes) kept.keepRaw('dead-letter', '', 'é'.repeat(size));
        const given: number[] = [];
        const next = () => upToBytes(kept.next(100), most);
        for (let batch = next(); batch.length > 0; batch = next()) {
          const bytes = batch.map(({ value }) => Buffer.byteLength(value));
          if (batch.length > 1) expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(most);
          given.push(...bytes);
          kept.sent(batch.at(-1)?.sequence ?? 0);
        }
        expect(given).toEqual(sizes.map((size) => size * 2));
      }),
    );
  });

  test('keeps what was there before a restart, in order', () => {
    const { database, kept } = box();
    kept.keep(event('s-1'));
    kept.keep(event('s-2'));
    kept.sent(kept.next(1)[0]?.sequence ?? 0);
    const again = outbox(database, 10, () => undefined);
    again.keep(event('s-3'));
    expect([sessionsIn(again), again.depth()]).toEqual([['s-2', 's-3'], 2]);
  });

  test('takes back what was kept in a transaction that failed', () => {
    const { database, kept } = box();
    const work = () =>
      transact(database, () => {
        kept.keep(event('s-1'));
        throw new Error('no');
      });
    expect(work).toThrow('no');
    expect(kept.depth()).toBe(0);
  });

  test('has as much again for what follows from accepted work, and then says that it is full', () => {
    const { kept } = box(2);
    for (let number = 0; number < 4; number += 1) kept.keep(event(`s-${number}`));
    expect(() => kept.keep(event('s-5'))).toThrow(OutboxFull);
    expect(() => kept.keepRaw('dead-letter', 'key', 'what nobody can read')).toThrow(OutboxFull);
    expect(kept.depth()).toBe(4);
  });

  test('wakes whoever sends', () => {
    const { kept, woken } = box();
    kept.keep(event('s-1'));
    expect(woken()).toBe(1);
  });
});

describe('what was taken in', () => {
  test('is marked once, until it is forgotten', () => {
    const memory = seen(new DatabaseSync(':memory:'));
    expect([memory.mark('a'), memory.mark('a'), memory.mark('b')]).toEqual([true, false, true]);
    memory.forgetBefore(Date.now() + 1);
    expect(memory.mark('a')).toBe(true);
  });

  test("is remembered by the topic's id and the partition", () => {
    const memory = seen(new DatabaseSync(':memory:'));
    memory.moveTo('one', 0, 5);
    memory.moveTo('one', 0, 7);
    memory.moveTo('other', 0, 2);
    expect(memory.places('one')).toEqual([expect.objectContaining({ partition: 0, offset: 7 })]);
    expect(memory.places('none')).toEqual([]);
  });

  test('an older place, of which only the name of the topic is known, is forgotten, and the marks are not', () => {
    const database = new DatabaseSync(':memory:');
    database.exec(`CREATE TABLE positions (
      cluster TEXT, topic TEXT, partition INTEGER, next INTEGER NOT NULL, PRIMARY KEY (cluster, topic, partition)) STRICT;
      INSERT INTO positions VALUES ('c', 'central-events', 0, 7)`);
    seen(database).mark('a');
    const memory = seen(database);
    expect(memory.mark('a')).toBe(false);
    expect(memory.places('central-events')).toEqual([]);
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'positions'").all()).toEqual([]);
  });
});
