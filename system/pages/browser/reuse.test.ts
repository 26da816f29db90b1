import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reuse } from './reuse.ts';

const json = fc.jsonValue();

test('what comes out equals the new value, whatever was there before, and neither is changed', () => {
  fc.assert(
    fc.property(json, json, (old, value) => {
      const [oldText, text] = [JSON.stringify(old), JSON.stringify(value)];
      expect(JSON.stringify(reuse(old, value))).toBe(text);
      expect([JSON.stringify(old), JSON.stringify(value)]).toEqual([oldText, text]);
    }),
  );
});

test('what has not changed is the very same as before', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value = JSON.parse(text);
      expect(reuse(value, JSON.parse(text))).toBe(value);
    }),
  );
});

test('beside what has changed, the rest is the very same as before', () => {
  const old = {
    at: 1,
    points: [
      { id: 'CP-1', kWh: 1 },
      { id: 'CP-2', session: { kWh: 2 } },
    ],
  };
  const value = { at: 2, points: [{ id: 'CP-1', kWh: 1 }, { id: 'CP-2', session: { kWh: 3 } }, { id: 'CP-3' }] };
  const result = reuse(old, value);
  expect(result).toEqual(value);
  expect(result.points[0]).toBe(old.points[0]);
  expect(result.points[1]).not.toBe(old.points[1]);
});

test('a name that means something to the language is a name like any other', () => {
  const value = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}');
  expect(Object.keys(reuse({ constructor: 1 }, value))).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(reuse({}, value))).toBe(Object.prototype);
});
