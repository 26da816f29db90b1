import fc from 'fast-check';
import { expect, test } from 'vitest';
import { services as servicesOf } from './services.ts';

const nextAfterMs = 4000;
const list = ['CP-1', 'CP-2', 'CP-1', 'CP-3'].map((chargePointId, line) => ({
  id: `r-${line}`,
  chargePointId,
  targetWh: 2000,
}));

/** A driver with a list; what it asked for is on disk, so it survives the driver. */
function world(length = list.length) {
  let now = 1_000_000;
  const asked: { id: string; at: number }[] = [];
  const ends = new Map<string, number | null>();
  const options = { list: list.slice(0, length), endOf: (id: string) => ends.get(id), nextAfterMs, now: () => now };
  let services = servicesOf(options);
  return {
    asked,
    now: () => now,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
    look: (mayAsk = true) => {
      const due = services.due();
      if (!due || !mayAsk) return;
      asked.push({ id: due.id, at: now });
      ends.set(due.id, null);
    },
    end: () => {
      for (const [id, at] of ends) if (at === null) ends.set(id, now);
    },
    ends,
    restart: () => {
      services = servicesOf(options);
    },
    state: () => services.state(),
  };
}

test('the first is asked at once, and the next one 4 s after it has ended, to the millisecond', () => {
  const { look, wait, end, asked, state, now } = world();
  expect(state()).toEqual({ left: ['CP-1', 'CP-2', 'CP-1', 'CP-3'], done: 0, nextAt: now() });
  look();
  look();
  expect(state()).toEqual({ left: ['CP-2', 'CP-1', 'CP-3'], done: 0, nextAt: null });
  wait(100_000);
  look();
  end();
  expect(state()).toEqual({ left: ['CP-2', 'CP-1', 'CP-3'], done: 1, nextAt: now() + nextAfterMs });
  wait(nextAfterMs - 1);
  look();
  expect(asked).toHaveLength(1);
  wait(1);
  look();
  expect(asked.map(({ id }) => id)).toEqual(['r-0', 'r-1']);
});

test('when all have ended nothing is due any more, and a list without lines is done at once', () => {
  const { look, wait, end, state } = world(1);
  look();
  end();
  wait(nextAfterMs);
  look();
  expect(state()).toEqual({ left: [], done: 1, nextAt: null });
  expect(world(0).state()).toEqual({ left: [], done: 0, nextAt: null });
});

test('a clock that is set back holds up the list for no longer than the pause', () => {
  const { look, wait, end, restart, asked } = world();
  look();
  end();
  look();
  wait(-3_600_000);
  look();
  wait(nextAfterMs);
  look();
  expect(asked).toHaveLength(2);
  end();
  wait(-3_600_000);
  restart();
  look();
  wait(nextAfterMs);
  look();
  expect(asked).toHaveLength(3);
});

const deeds = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ wait: fc.nat(6000) }) },
    { weight: 3, arbitrary: fc.record({ mayAsk: fc.boolean() }) },
    fc.constantFrom('end' as const, 'restart' as const),
  ),
  { maxLength: 80, size: 'max' },
);

test('whatever happens: in order, each once, one at a time, with a pause between, and none is left out', () => {
  fc.assert(
    fc.property(deeds, fc.nat(list.length), (story, length) => {
      const here = world(length);
      const check = () => {
        expect(here.asked.map(({ id }) => id)).toEqual(list.slice(0, here.asked.length).map(({ id }) => id));
        for (const [index, { at }] of here.asked.entries()) {
          const before = here.asked[index - 1];
          if (before) expect(at - (here.ends.get(before.id) ?? Number.NaN)).toBeGreaterThanOrEqual(nextAfterMs);
        }
        const { left, done, nextAt } = here.state();
        const ended = [...here.ends.values()].filter((at) => at !== null).length;
        const isOpen = here.asked.length > ended;
        expect(done).toBe(ended);
        expect(left).toEqual(list.slice(here.asked.length, length).map(({ chargePointId }) => chargePointId));
        expect(nextAt === null).toBe(isOpen || left.length === 0);
      };
      for (const deed of story) {
        if (deed === 'end' || deed === 'restart') here[deed]();
        else if ('wait' in deed) here.wait(deed.wait);
        else here.look(deed.mayAsk);
        check();
      }
      for (let round = 0; round <= length; round += 1) {
        here.wait(nextAfterMs);
        here.look();
        here.end();
      }
      check();
      expect(here.state()).toEqual({ left: [], done: length, nextAt: null });
    }),
  );
});
