import { expect, test } from 'vitest';
import { goodRun, told } from '../../../tests/support/histories/good-run.ts';
import { fullBeside } from '../../../tests/support/html/full-beside.ts';
import { buildReport } from '../../report/build.ts';
import type { Lane, LedgerRow, Report } from '../../report/model.ts';
import { cuts, cutTo, pageAtMost } from './fit.ts';
import { renderHtml } from './page.ts';

const good = buildReport(told(goodRun()), []);
const long = '&"<>'.repeat(1000);
const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);
const [lane] = good.lanes as readonly [Lane];
const [row] = good.ledger as readonly [LedgerRow];
const [service] = good.services as readonly [Report['services'][number]];

/** Whatever a history can have much of, one at a time and all at once. */
const much: Readonly<Record<string, Partial<Report>>> = {
  notes: { notes: times(5000, long) },
  steps: { steps: times(2500, { path: long, title: long, from: 0, to: 1, outcome: 'failed', reason: long }) },
  faults: {
    faults: times(60, {
      ...{ fault: long, name: long, title: long, from: 0, healFrom: 1, to: 2 },
      evidence: times(100, { sentence: long, holds: true, lines: [1] }),
    }),
  },
  requests: { ledger: times(5000, { ...row, operation: long.slice(0, 200), detail: long, lost: true }) },
  services: {
    services: times(2000, { ...service, service: long.slice(0, 200) }),
    lanes: times(2000, {
      ...lane,
      service: long.slice(0, 200),
      words: Array.from({ length: 300 }, (_, index) => ({
        word: index % 2 === 0 ? ('ready' as const) : ('silent' as const),
        from: index * 100,
        to: index * 100 + 100,
      })),
    }),
  },
  checks: { checks: times(2000, { name: long, claim: long, verdict: 'violated', because: long, lines: [1] }) },
  versions: { versions: Object.fromEntries(times(5000, 0).map((_, index) => [`${index}${long.slice(0, 200)}`, long])) },
};

test.each([...Object.entries(much), ['all of it', Object.assign({}, ...Object.values(much))] as const])(
  'a page of any history can be opened, and says that it was cut: %s',
  (_name, change) => {
    const report = { ...good, ...change };
    const page = renderHtml(report, fullBeside(report, long));
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(pageAtMost);
    expect(page).toMatch(/This page was cut|more rows are in report\.json/);
  },
);

test('nothing is cut of a history that is as it should be', () => {
  expect(renderHtml(good)).not.toContain('This page was cut');
  expect(cutTo(good, cuts[0])).toEqual(good);
});

test('what is wrong stays when lists are cut', () => {
  const evidence = [
    ...times(10, { sentence: 'seen', holds: true, lines: [] }),
    { sentence: 'not so', holds: false, lines: [] },
  ];
  expect(cutTo({ evidence }, { characters: 100, items: 3 }).evidence.map(({ holds }) => holds)).toEqual([
    false,
    true,
    true,
  ]);
});
