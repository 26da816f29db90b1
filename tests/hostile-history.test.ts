import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Fact, FactOf } from '../harness/model/fact.ts';
import { Failure } from '../harness/model/failure.ts';
import { history } from '../harness/model/history.ts';
import { buildReport } from '../harness/report/build.ts';
import { renderConsole, renderEnd } from '../harness/reporters/console/console.ts';
import { renderHtml } from '../harness/reporters/html/page.ts';
import { reportText } from '../harness/reporters/report-text.ts';
import { readHistory } from '../harness/store/reader.ts';
import { energyAndMoneyConserved } from '../scenarios/ev-charging/energy-conserved.ts';
import { oneTicketPerSession } from '../scenarios/ev-charging/one-ticket-per-session.ts';
import { statesConverge } from '../scenarios/ev-charging/states-converge.ts';
import { goodRun } from './support/histories/good-run.ts';
import { temporaryFolder } from './support/native/temporary-folder.ts';

const path = join(temporaryFolder(afterAll), 'history.jsonl');
const invariants = [oneTicketPerSession, energyAndMoneyConserved, statesConverge];
const good = goodRun().toSorted((one, other) => one.at - other.at);

type Json = Record<string, unknown>;

/** What comes of a history in every form in which it is told: a verdict, or why there is none. */
function told(facts: readonly unknown[]): string {
  const last = facts.length - 1;
  const whole = facts.map((fact, index) =>
    index === last && (fact as Fact).kind === 'closed' ? { ...(fact as Json), facts: last } : fact,
  );
  writeFileSync(path, `${whole.map((fact) => JSON.stringify(fact)).join('\n')}\n`);
  try {
    const report = buildReport(readHistory(path), invariants);
    const text = [...reportText(report)].join('');
    expect(JSON.parse(text).verdict).toBe(report.verdict);
    expect(renderHtml(report, { excerpts: [], cutLogs: [], earlier: [] })).toContain('</html>');
    return `${renderConsole(report)}${renderEnd(report)}` && report.verdict;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'usage') return error.message;
    throw error;
  }
}

/** Every place in a value, as the keys that lead to it. */
function placesIn(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...at]];
  const inner = Object.entries(value).flatMap(([key, each]) => placesIn(each, [...at, key]));
  return at.length === 0 ? inner : [[...at], ...inner];
}

const withValue = (value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown => {
  if (key === undefined) return put;
  const changed = Object.entries(value as Json).map(([name, each]): [string, unknown] => [
    name,
    name === key ? withValue(each, rest, put) : each,
  ]);
  return Array.isArray(value) ? changed.map(([, each]) => each) : Object.fromEntries(changed);
};

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    '',
    'x',
    [],
    {},
    'kafka',
    'central',
    'op-1',
    'a'.repeat(200),
    '9'.repeat(200),
  ),
  fc.constantFrom(-1, 0, 0.5, 1e9, 8.64e15, 8.64e15 + 1, 2 ** 53 - 1, 1e300, 1.7e308, -1e300, 5e-324),
  fc.constantFrom('__proto__', 'constructor', 'toString', '\ud800', '\u0000', '\u202e', '<script>', '\u001b[2J', '%s'),
  fc.constantFrom<unknown>(
    Array.from({ length: 3000 }, (_, index) => `n${index}`),
    Array.from({ length: 300 }, () => ({ name: 'central', kafka: true })),
    JSON.parse('{"__proto__":{"toString":1},"constructor":"x"}'),
  ),
);
const mutation = fc
  .constantFrom(...good.keys())
  .chain((index) => fc.tuple(fc.constant(index), fc.constantFrom(...placesIn(good[index])), odd, fc.boolean()));

/** Duplicated, taken out, or put into another place, besides what is changed in it. */
const arranged = fc.tuple(fc.nat(good.length - 2), fc.constantFrom('twice', 'out', 'late', 'as it is'));

function changed(mutations: readonly (readonly [number, string[], unknown, boolean])[], later: boolean): unknown[] {
  return mutations.reduce<unknown[]>(
    (facts, [index, place, value, follow]) => {
      const now = facts.with(index, withValue(facts[index], place, value));
      // Time that only grows is no mistake that the reader sees.
      if (place.at(-1) !== 'at' || !(follow || later) || typeof value !== 'number') return now;
      return now.map((fact, other) =>
        other > index ? { ...(fact as Json), at: Math.max((fact as Fact).at, value) } : fact,
      );
    },
    [...good],
  );
}

test('whatever is changed in a history, there is a verdict or a sentence that says what is wrong', {
  timeout: 120_000,
}, () => {
  const one = (mutations: [number, string[], unknown, boolean][], [which, how]: [number, string], later: boolean) => {
    const facts = changed(mutations, later);
    const fact = facts[which];
    if (how === 'twice') facts.splice(which, 0, fact);
    if (how === 'out') facts.splice(which, 1);
    if (how === 'late') facts.splice(-1, 0, { ...(fact as Json), at: (facts.at(-1) as Fact).at });
    told(facts);
  };
  fc.assert(fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), arranged, fc.boolean(), one), {
    numRuns: 200,
  });
});

test('the good run itself is told', () => {
  expect(told(good)).toBe('recovered');
});

test.each([1e300, -1, Number.NaN, 8.64e15 + 1])(
  'a run that began at %d is refused, with the name of the field',
  (value) => {
    expect(told([{ ...good[0], startedAt: value }, ...good.slice(1)])).toMatch(/history\.jsonl:1: startedAt: /);
  },
);

test('a run with no service on Kafka is judged, and nobody can tell whether it recovered', () => {
  const { services = [], ...run } = good[0] as FactOf<'run'>;
  const none = services.map(({ name }) => ({ name, kafka: false }));
  expect(told([{ ...run, services: none }, ...good.slice(1)])).toBe('inconclusive');
});

const service = 'central';
const each = 20_000;
/** Some of each kind, one after the other, shortly before the heal. */
const many: Readonly<Record<string, (index: number, at: number) => readonly object[]>> = {
  faults: (index, at) =>
    ['inject', 'injected', 'heal', 'healed'].map((phase) => {
      const fault = { fault: `route.cut#${index + 10}`, name: 'route.cut', title: 'cut', parameters: { service } };
      return { kind: 'fault', at, phase, ...fault };
    }),
  steps: (index, at) =>
    ['begin', 'end'].map((phase) => ({ kind: 'step', at, phase, path: `1.${index + 2}`, step: 'wait', title: 'hold' })),
  processes: (index, at) =>
    ['started', 'exited'].map((phase) => ({
      kind: 'process',
      at,
      phase,
      subject: service,
      pid: index,
      startTime: '1',
    })),
  groups: (index, at) => {
    const group = { group: `g${index}`, state: 'Stable', members: ['m'], assigned: { events: 1 }, committed: {} };
    return [{ kind: 'group', at: at + 1900, service, ...group }];
  },
  copies: (index, at) => {
    const record = { topic: 'events', partition: 0, offset: index, appendedAt: at, seen: 'live', role: 'request' };
    return [{ kind: 'record', at, ...record, id: 'same', type: 'charge-requested', source: 'driver:D-1' }];
  },
};

/** More than a quiet machine needs (1 to 2 s); what was worked out anew for each took minutes. */
test.each(Object.keys(many))('20,000 %s are judged in seconds', { timeout: 60_000 }, (kind) => {
  const more = Array.from(
    { length: each },
    (_, index) => many[kind]?.(index, 6000 + (900 * index) / each) ?? [],
  ).flat();
  const facts = [...good.slice(0, -1), ...(more as Fact[])].sort((one, other) => one.at - other.at);
  const whole = history([...facts, { kind: 'closed', at: 10_500, facts: facts.length }]);
  const began = performance.now();
  expect(buildReport(whole, invariants).facts).toBe(facts.length + 1);
  expect(performance.now() - began).toBeLessThan(20_000);
});
