import { expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import type { Fact } from '../model/fact.ts';
import { buildReport } from '../report/build.ts';
import { renderHtml } from './html/page.ts';

const report = (facts: readonly Fact[]) => buildReport(told(facts), []);
/** The figures at the head of the page, each as a reader hears it. */
const figures = (facts: readonly Fact[]): string[] =>
  [...renderHtml(report(facts)).matchAll(/<li><a href="#[a-z]+">(.*?)<\/a><\/li>/gs)].map(([, figure]) =>
    (figure ?? '')
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
const inKafka = (fact: Fact) => fact.kind !== 'record' || fact.source === 'driver:D-1';

/** Killed when Kafka had just come back: nothing was answered, and nobody read the topics. */
const cut = goodRun().filter((fact) => fact.at < 8200 && inKafka(fact) && fact.kind !== 'heartbeat');
/** The same silence, in a run that was watched to its end. */
const silent = goodRun().filter((fact) => inKafka(fact) && fact.kind !== 'heartbeat');

test('of a run that was cut short nothing is called lost, late or never', () => {
  const built = report(cut);
  expect(built.verdict).toBe('inconclusive');
  expect(built.ledger.length).toBeGreaterThan(0);
  expect(built.ledger.filter(({ lost }) => lost)).toEqual([]);
  const told = figures(cut);
  expect(told).toContainEqual(expect.stringMatching(/^in doubt: requests lost unknown of \d/));
  expect(told).toContainEqual(expect.stringMatching(/^in doubt: slowest unknown /));
  expect(told).toContainEqual(expect.stringMatching(/^in doubt: came back alone 0 of 4/));
  const page = renderHtml(built);
  expect(page).toContain('Nobody can tell what was lost:');
  expect(page).toContain('before the watch ended');
});

test('of one that was watched to its end the same silence is', () => {
  const built = report(silent);
  expect(built.verdict).toBe('violated');
  expect(built.ledger.some(({ lost }) => lost)).toBe(true);
  const told = figures(silent);
  expect(told).toContainEqual(expect.stringMatching(/^bad: requests lost [1-9]/));
  expect(told).toContainEqual(expect.stringMatching(/^bad: slowest never /));
  expect(renderHtml(built)).not.toContain('Nobody can tell what was lost:');
});

test('a sentence that must speak of losses says when nobody can', () => {
  const restarted = cut.map((fact): Fact => {
    return fact.kind === 'run' ? { ...fact, checks: ['no-loss', 'no-restart'] } : fact;
  });
  const exited = {
    kind: 'process',
    at: 8199,
    phase: 'exited',
    subject: 'driver',
    pid: 100,
    startTime: '10000',
  } as const;
  const { verdict, sentence } = report([...restarted, { ...exited, code: 1 }]);
  expect(verdict).toBe('violated');
  expect(sentence).toMatch(/nobody can tell what was lost of \d requests/);
});
