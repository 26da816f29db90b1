import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rewritten } from './rewritten.ts';

const trees = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));

test('where nothing changes it is the same one', () => {
  fc.assert(
    fc.property(trees, (tree) =>
      Object.is(
        rewritten(tree, (inner) => inner),
        tree,
      ),
    ),
  );
});

test('each entry is what was made of it, and the original stays as it was', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer(), { minKeys: 1 }), (tree) => {
      const before = structuredClone(tree);
      const made = rewritten(tree, (inner, name) => (Object.is(inner, -1) ? inner : `${name} ${inner}`));
      expect(tree).toEqual(before);
      expect(Object.keys(made)).toEqual(Object.keys(tree));
      for (const [name, inner] of Object.entries(tree))
        expect((made as Record<string, unknown>)[name]).toBe(inner === -1 ? inner : `${name} ${inner}`);
    }),
  );
});

test('a name that JavaScript knows otherwise is a name like any other', () => {
  const hostile = JSON.parse('{"__proto__": 1, "constructor": 2}');
  const made = rewritten(hostile, (inner) => Number(inner) + 1);
  expect(Object.entries(made)).toEqual([
    ['__proto__', 2],
    ['constructor', 3],
  ]);
});
