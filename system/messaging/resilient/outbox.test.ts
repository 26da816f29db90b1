import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeEvent } from '../../contract/events.ts';
import { transact } from '../../service/database.ts';
import { OutboxFull, outbox } from './outbox.ts';
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
      fc.property(fc.array(fc.oneof(fc.constant('keep' as const), fc.nat(5)), { maxLength: 60 }), (deeds) => {
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
      }),
      { numRuns: 50 },
    );
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

  test('is remembered by cluster, topic and partition', () => {
    const memory = seen(new DatabaseSync(':memory:'));
    memory.moveTo('one', 'events', 0, 5);
    memory.moveTo('one', 'events', 0, 7);
    memory.moveTo('other', 'events', 0, 2);
    expect(memory.positions('one')).toEqual([expect.objectContaining({ topic: 'events', partition: 0, offset: 7 })]);
  });
});
