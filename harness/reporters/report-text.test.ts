import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Report } from '../report/model.ts';
import { reportText } from './report-text.ts';

const whole = (report: object): string => [...reportText(report as Report)].join('');
const once = (report: object): string => `${JSON.stringify(report, null, 2)}\n`;

test('its pieces are the text as one', () => {
  const value = fc.oneof(fc.jsonValue(), fc.constant(undefined));
  const report = fc.dictionary(fc.string(), value, { minKeys: 1 }).map((fields) => ({ format: 1, ...fields }));
  const same = (some: object) => {
    expect(whole(some)).toBe(once(some));
  };
  fc.assert(fc.property(report, same));
});

test.each([0, 1, 499, 500, 501, 1000, 1001])('a list of %i rows, too, whatever is in a row', (length) => {
  const list = fc.array(fc.jsonValue(), { minLength: length, maxLength: length });
  const same = (ledger: readonly unknown[]) => {
    expect(whole({ ledger, facts: 1 })).toBe(once({ ledger, facts: 1 }));
  };
  fc.assert(fc.property(list, same), { numRuns: 5 });
});

test('no piece of a long one is long', () => {
  const ledger = Array.from({ length: 5000 }, (_, index) => ({ operation: `op-${index}`, state: 'complete' }));
  const lengths = [...reportText({ ledger } as unknown as Report)].map(({ length }) => length);
  expect(Math.max(...lengths)).toBeLessThan(once({ ledger }).length / 9);
});
