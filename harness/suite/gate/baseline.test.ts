import { expect, test } from 'vitest';
import { baseline, machine, ranIn, today } from '../../../tests/support/gate/facts.ts';
import { baselineOf, parseBaseline } from './baseline.ts';

test('is made of runs and read again', () => {
  const runs = [1, 2, 3].map((repeat) => ranIn(100.26 * repeat, { repeat }));
  const made = baselineOf({ runs, madeOn: today, machine, versions: { kafka: '4.4.0' } });
  expect(made.scenarios['slow-kafka']).toMatchObject({
    services: { central: [100.3, 200.5, 300.8] },
    variant: 'resilient',
  });
  expect(parseBaseline(JSON.stringify(made), 'b.json')).toEqual(made);
});

test.each<[string, string, RegExp]>([
  ['cut off', JSON.stringify(baseline([1])).slice(0, -5), /read the baseline b\.json: /],
  [
    'newer',
    JSON.stringify({ ...baseline([1]), format: 3 }),
    /format 3 is newer than this program, which reads format 2/,
  ],
  ['edited', JSON.stringify(baseline([1])).replace('[1]', '["fast"]'), /scenarios\.slow-kafka\.services\.central\.0: /],
  ['empty', '', /read the baseline/],
])('one that is %s is an error, not the same as none', (_what, text, message) => {
  expect(() => parseBaseline(text, 'b.json')).toThrow(message);
});
