import { describe, expect, test } from 'vitest';
import { goodRun, told, watchedFor } from '../../tests/support/histories/good-run.ts';
import type { Fact } from '../model/fact.ts';
import { buildReport } from '../report/build.ts';
import { recoveredAfter, renderConsole, renderEnd } from './console/console.ts';
import { renderHtml } from './html/page.ts';

/** The engine does nothing any more, and was watched for 30 s from the instant at which Kafka was usable again. */
const never = (): Fact[] => {
  const gone = goodRun().filter((fact) => !(fact.kind === 'record' && fact.source === 'engine:CP-1'));
  const usable = 7000;
  return watchedFor(30_000 - (9000 - usable), gone);
};
const report = (facts: readonly Fact[]) => buildReport(told(facts), []);
const engineIn = (facts: readonly Fact[]) => report(facts).services.find(({ service }) => service === 'engine');

describe('never is a value, not the time that was waited', () => {
  test('in report.json', () => {
    const stored = JSON.parse(JSON.stringify(report(never())));
    const engine = stored.services.find(({ service }: { service: string }) => service === 'engine');
    expect(engine).toMatchObject({ afterMs: null, sendsAfterMs: null, hearsAfterMs: null, watchedMs: 30_000 });
    expect(engine.stages).not.toHaveProperty('effect');
    expect(engine.stages).not.toHaveProperty('caughtUp');
    const check = report(never()).checks.find(({ name }) => name === 'recovered-within');
    expect(check?.because).toContain('engine neither sends nor hears: not within 30.00 s');
    expect(check?.because).not.toContain('took 30');
  });

  test('on the console', () => {
    const lines = renderEnd(report(never())).split('\n');
    const row = lines.find((line) => line.startsWith('  engine'));
    expect(row).toContain('not within 30.00 s');
    expect(row?.replace('not within 30.00 s', '')).not.toContain('30.00 s');
    expect(lines[0]).toContain('engine did not recover within 30.00 s');
  });

  test('on the page, where its bar has no end', () => {
    const page = renderHtml(report(never()));
    const row = page.slice(page.indexOf('<tr><th scope="row">engine'), page.indexOf('<tr><th scope="row">monitor'));
    expect(row).toContain('<span class="never">not within 30.00 s');
    expect(row).toContain('class="open"');
    expect(row).not.toContain('class="length"');
    expect(row).not.toContain('class="took"');
  });

  test('and one that came has a time in all three', () => {
    expect(engineIn(goodRun())).toMatchObject({ afterMs: 1020 });
    expect(renderEnd(report(goodRun()))).not.toContain('not within');
    expect(renderHtml(report(goodRun()))).not.toContain('not within');
  });

  test('is counted from the heal of each, not from the beginning of the watch', () => {
    const later = never().map((fact) =>
      fact.kind === 'probe' && fact.route === 'engine' && fact.outcome === 'refused' ? { ...fact, last: 9900 } : fact,
    );
    expect(engineIn(later)).toMatchObject({ afterMs: null, watchedMs: 27_100 });
  });

  test('is not said where no heal was seen', () => {
    const unhealed = never().filter(
      (fact) => !(fact.kind === 'probe' && fact.route === 'engine' && fact.outcome === 'answers'),
    );
    const engine = engineIn(unhealed);
    expect(engine && recoveredAfter(engine)).toBe('no heal was seen');
    expect(renderHtml(report(unhealed))).toContain('no heal was seen');
  });
});

test('a way that was open only after the watch tells nothing of its service', () => {
  const late = never().map((fact) =>
    fact.kind === 'probe' && fact.route === 'engine' ? { ...fact, first: 60_000, last: 60_010 } : fact,
  );
  const engine = engineIn(late);
  expect(engine && recoveredAfter(engine)).toBe('no heal was seen');
  expect(report(late).checks.find(({ name }) => name === 'recovered-within')?.verdict).toBe('inconclusive');
});

describe('what was not exercised', () => {
  const facts = goodRun().map((fact) =>
    fact.kind === 'run' ? { ...fact, checks: ['no-restart', 'steady-state'] } : fact,
  );

  test('says so on the console, in report.json and on the page, and makes the run inconclusive', () => {
    const built = report(facts);
    expect(built.verdict).toBe('inconclusive');
    expect(built.checks[1]).toMatchObject({ name: 'steady-state', verdict: 'inconclusive', exercised: false });
    expect(built.sentence).toContain('steady-state was not exercised');
    expect(renderConsole(built)).toContain('?   steady-state: not exercised: ');
    expect(renderHtml(built)).toContain('Not exercised');
    expect(renderHtml(report(goodRun()))).not.toContain('Not exercised');
  });
});
