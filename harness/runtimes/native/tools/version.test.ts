import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOlder } from './version.ts';

describe('versions', () => {
  const version = fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 3 });

  test('are compared number by number', () => {
    expect(isOlder('9.0', '17')).toBe(true);
    expect(isOlder('17.0.15', '17')).toBe(false);
    expect(isOlder('1.9.9', '1.23')).toBe(true);
    expect(isOlder('3.8.7', '3.6')).toBe(false);
  });

  test('are never both older than each other, and none is older than itself', () => {
    fc.assert(
      fc.property(version, version, (left, right) => {
        const [one, other] = [left.join('.'), right.join('.')];
        expect(isOlder(one, one)).toBe(false);
        expect(isOlder(one, other) && isOlder(other, one)).toBe(false);
      }),
    );
  });
});
