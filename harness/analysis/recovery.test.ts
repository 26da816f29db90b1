import { describe, expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import type { Fact } from '../model/fact.ts';
import { recovery } from './recovery.ts';

const healedAt = (facts: readonly Fact[]) =>
  Object.fromEntries((recovery(told(facts))?.services ?? []).map(({ service, healedAt }) => [service, healedAt?.at]));

const as = (name: string, number: number) => ({
  ...{ name, fault: `${name}#${number}`, sparesKafka: name.startsWith('service.') },
});
/** The fault of the good run, and another one that is healed so many milliseconds after it. */
const withAnother = (name: string, laterMs: number): Fact[] =>
  goodRun().flatMap((fact): Fact[] =>
    fact.kind === 'fault'
      ? [fact, { ...fact, ...as(name, 2), at: fact.phase.startsWith('heal') ? fact.at + laterMs : fact.at }]
      : [fact],
  );
const only = (name: string): Fact[] =>
  goodRun().map((fact) => (fact.kind === 'fault' ? { ...fact, ...as(name, 1) } : fact));

describe('recovery counts', () => {
  test('from the heal, and not before the last attempt on the route that failed', () => {
    expect(healedAt(goodRun())).toMatchObject({ driver: 7000, central: 7000 });
    const failing = goodRun().map((fact) =>
      fact.kind === 'probe' && fact.route === 'driver' && fact.outcome === 'refused' ? { ...fact, last: 7300 } : fact,
    );
    expect(healedAt(failing)).toMatchObject({ driver: 7300, central: 7000, monitor: 7300 });
  });

  test('from the heal that came last, whichever fault was brought first', () => {
    expect(healedAt(withAnother('service.killed', 500))).toMatchObject({ driver: 7500, central: 7500, monitor: 7500 });
    expect(healedAt(withAnother('service.killed', -500))).toMatchObject({ driver: 7000, central: 7000 });
  });

  test('from the heal alone where nobody touched the way: a silent attempt is a busy machine', () => {
    const silent = only('service.killed').map((fact) =>
      fact.kind === 'probe' && fact.outcome === 'refused' ? ({ ...fact, outcome: 'silent', last: 7600 } as Fact) : fact,
    );
    expect(healedAt(silent)).toMatchObject({ driver: 7000, central: 7000, engine: 7000 });
  });

  test('from nothing where the way was seen open only after the watch: then nobody can tell', () => {
    const late = goodRun().map((fact) =>
      fact.kind === 'probe' && fact.route === 'driver' && fact.outcome === 'answers'
        ? { ...fact, first: 50_000, last: 51_000 }
        : fact,
    );
    expect(healedAt(late)).toMatchObject({ driver: undefined, central: 7000 });
  });

  test('from an attempt that began before the heal and was answered after it', () => {
    const spanning = goodRun().map((fact) =>
      fact.kind === 'probe' && fact.outcome === 'answers' ? { ...fact, first: 6950 } : fact,
    );
    expect(healedAt(spanning)).toMatchObject({ driver: 7000 });
  });

  test('of several brokers not before all run: one alone writes records down that it may not acknowledge', () => {
    const early = goodRun().map((fact) => {
      if (fact.kind === 'probe' && fact.outcome === 'refused') return { ...fact, last: 7300 };
      return fact.kind === 'record' && fact.source === 'central' ? { ...fact, appendedAt: 7050 } : fact;
    });
    const several = early.map((fact) => {
      if (fact.kind === 'run') return { ...fact, brokers: ['kafka-1', 'kafka-2', 'kafka-3'] };
      return fact.kind === 'process' && fact.subject === 'kafka' ? { ...fact, subject: 'kafka-2' } : fact;
    });
    expect(healedAt(early), 'with one its record proves the way').toMatchObject({ driver: 7300, central: 7000 });
    expect(healedAt(several)).toMatchObject({ driver: 7300, central: 7300 });
  });
});
