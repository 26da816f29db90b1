import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factSchema } from '../model/fact.ts';
import { isCommonest } from './commonest.ts';

const number = fc.oneof(fc.nat(), fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }));
const name = fc.string({ minLength: 1, maxLength: 200 });
const text = fc.string({ maxLength: 300 });
const record = {
  kind: fc.constant('record'),
  at: number,
  topic: name,
  partition: fc.nat(),
  offset: fc.nat(),
  appendedAt: fc.oneof(number, fc.integer()),
  seen: fc.constantFrom('live', 'final'),
  role: fc.constantFrom('request', 'completed', 'rejected', 'acknowledged', 'other', 'unreadable'),
  to: name,
  id: name,
  type: name,
  source: name,
  correlationId: name,
  causationId: name,
  amounts: fc.dictionary(
    name.filter((one) => one !== '__proto__'),
    number,
    { noNullPrototype: true, maxKeys: 4 },
  ),
  detail: text,
};
const operation = {
  kind: fc.constant('operation'),
  at: number,
  phase: fc.constantFrom('invoke', 'ok', 'fail', 'unknown'),
  operation: name,
  detail: text,
};
const valid = fc.oneof(
  fc.record(record, {
    requiredKeys: ['kind', 'at', 'topic', 'partition', 'offset', 'appendedAt', 'seen', 'role', 'id', 'type', 'source'],
    noNullPrototype: true,
  }),
  fc.record(operation, { requiredKeys: ['kind', 'at', 'phase', 'operation'], noNullPrototype: true }),
);

/** At the edge of what some field takes, or beyond it. */
const odd = fc.oneof(
  fc.constantFrom(null, true, '', 'x', 'a'.repeat(200), 'a'.repeat(201), 'a'.repeat(4000), 'a'.repeat(4001)),
  fc.constantFrom(-1, -0, 0.5, 2 ** 53 - 1, 2 ** 53, 1e308, Number.POSITIVE_INFINITY, Number.NaN, undefined),
  fc.constantFrom('record', 'operation', 'note', 'live', 'ok', 'request'),
  fc.constantFrom<unknown>([], [1], {}, { wh: 1 }, { wh: '1' }, { wh: null }, { wh: Number.POSITIVE_INFINITY }),
  fc.constant(JSON.parse('{"__proto__":1}') as unknown),
);
const field = fc.constantFrom(...Object.keys(record), 'phase', '__proto__', 'constructor', 'more');
const changed = fc
  .tuple(valid, fc.array(fc.tuple(field, fc.oneof(odd, fc.constant('gone'))), { minLength: 1, maxLength: 3 }))
  .map(([fact, changes]) => {
    const fields = new Map<string, unknown>(Object.entries(fact));
    for (const [name, value] of changes) {
      if (value === 'gone') fields.delete(name);
      else fields.set(name, value);
    }
    // Its own `__proto__` is a field like any other, as in what JSON.parse makes.
    return Object.fromEntries(fields);
  });

test('every record and every operation that the schema takes is taken', () => {
  const whole = (fact: unknown) => {
    expect(factSchema.safeParse(fact).data).toStrictEqual(fact);
    expect(isCommonest(fact)).toBe(true);
  };
  fc.assert(fc.property(valid, whole), { numRuns: 300 });
});

test('what is taken the schema would give back as it is', () => {
  const same = (value: unknown) => {
    if (isCommonest(value)) expect(factSchema.parse(value)).toStrictEqual(value);
  };
  fc.assert(fc.property(changed, same), { numRuns: 3000 });
});

test.each<unknown>([null, 1, 'record', [], {}, { kind: 'gossip' }, { kind: 'note', at: 1, about: 'x', text: 'y' }])(
  '%j is not one',
  (value) => {
    expect(isCommonest(value)).toBe(false);
  },
);
