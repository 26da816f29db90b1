import { describe, expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import type { Fact } from '../model/fact.ts';
import { cameBackAt, missingIn, restartOrder, resultOf } from './restarts.ts';
import { couldBeSeen, workOf } from './works.ts';

const end = 12_000;
const service = (name: string) => {
  const found = told(goodRun()).run.services.find((one) => one.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
};
const without = (wrong: (fact: Fact) => boolean) => told(goodRun().filter((fact) => !wrong(fact)));
const from = (source: string) => (fact: Fact) => fact.kind === 'record' && fact.source === source;

/** Records and signs of the good run come from 8 s on; restarts of these tests at 7.9 s and 8.02 s. */
const restarted = (name: string, missing: readonly ('sends' | 'hears')[], to = end) => ({
  service: service(name),
  alone: { from: 7900, to },
  missing,
});
const both = ['sends', 'hears'] as const;

describe('a service works', () => {
  test('on Kafka, when it sends and hears: a record of its own alone is half of it', () => {
    expect(missingIn(told(goodRun()), service('central'), { from: 7900, to: end })).toEqual([]);
    expect(missingIn(told(goodRun()), service('driver'), { from: 7900, to: 8005 })).toEqual(['hears']);
    expect(missingIn(without(from('central')), service('central'), { from: 7900, to: end })).toEqual(both);
  });

  test('without Kafka, when another one had a sign of it: it has no records, and needs none', () => {
    expect(workOf(told(goodRun()), service('monitor'), { from: 7900, to: end }).bothAt).toBe(8850);
    expect(missingIn(told(goodRun()), service('monitor'), { from: 9000, to: end })).toEqual(both);
  });
});

describe('a restart by hand', () => {
  test('brings a service without Kafka back, as its signs say', () => {
    expect(resultOf(told(goodRun()), restarted('monitor', both), { from: 7900, to: end })).toBe('helped');
  });

  test('is no help when nothing comes of it, though something was said to the service', () => {
    expect(resultOf(without(from('central')), restarted('central', both), { from: 7900, to: end })).toBe(
      'did-not-help',
    );
    const said = without((fact) => fact.kind === 'heartbeat' && fact.at > 7900);
    expect(resultOf(said, restarted('monitor', both), { from: 7900, to: end })).toBe('unobserved');
  });

  test('is proven by what came back while nobody else was touched, even if the rest needed others', () => {
    // The driver sends at once; its answers came when central had been restarted, at 8.02 s.
    const one = restarted('driver', both, 8005);
    expect(cameBackAt(told(goodRun()), one)).toBe(8000);
    expect(resultOf(told(goodRun()), one, { from: 8020, to: end })).toBe('helped');
    // One that lacked answers alone got none by its own restart.
    expect(resultOf(told(goodRun()), restarted('driver', ['hears'], 8005), { from: 8020, to: end })).toBe('together');
  });

  test('could not be observed where nothing was said to the service, or nobody was there who sees its signs', () => {
    const silent = without(
      (fact) =>
        fact.kind === 'record' && (fact.to === 'engine' || fact.source === 'engine:CP-1') && fact.appendedAt > 8100,
    );
    const late = { service: service('engine'), alone: { from: 8150, to: end }, missing: both };
    expect(resultOf(silent, late, { from: 8150, to: end })).toBe('unobserved');
    const stretch = { from: 9000, to: end };
    expect(couldBeSeen(told(goodRun()), service('monitor'), stretch)).toBe(true);
    const noHealth = without((fact) => fact.kind === 'health' && fact.service === 'central');
    expect(couldBeSeen(noHealth, service('monitor'), stretch)).toBe(false);
    expect(
      couldBeSeen(
        without((fact) => fact.kind === 'heartbeat'),
        service('monitor'),
        stretch,
      ),
    ).toBe(false);
  });

  test('comes to those first of which nothing is seen, and last to those that say they wait for one of these', () => {
    const patients = [
      { known: service('driver'), missing: both },
      { known: service('engine'), missing: ['hears'] as const },
      { known: service('central'), missing: both },
      { known: service('monitor'), missing: both },
    ];
    const waits = (name: string, waitingFor: readonly string[]) =>
      ({ kind: 'health', at: 9100, service: name, answer: 'says', ready: false, waitingFor }) as Fact;
    const order = (...words: readonly Fact[]) =>
      restartOrder(told([...goodRun(), ...words]), patients).map(({ known }) => known.name);
    expect(order()).toEqual(['driver', 'central', 'monitor', 'engine']);
    expect(order(waits('driver', ['central']))).toEqual(['central', 'monitor', 'engine', 'driver']);
    expect(order(waits('driver', ['kafka']), waits('engine', ['monitor']))).toEqual([
      'driver',
      'central',
      'monitor',
      'engine',
    ]);
  });
});
