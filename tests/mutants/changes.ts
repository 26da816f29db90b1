import type { Fact } from '../../harness/model/fact.ts';

export type Which = (fact: Fact) => boolean;
export type Told = (fact: never) => object;

/** The place of the first (or the last) fact like this. A change that finds nothing to change is an error. */
export function placeOf(facts: readonly Fact[], which: Which, last = false): number {
  const place = last ? facts.findLastIndex(which) : facts.findIndex(which);
  if (place < 0) throw new Error('There is no such fact in this history: the mutant would change nothing.');
  return place;
}
export const dropped =
  (which: Which, last = false) =>
  (facts: readonly Fact[]) =>
    facts.toSpliced(placeOf(facts, which, last), 1);
export const allDropped = (which: Which) => (facts: readonly Fact[]) => {
  placeOf(facts, which);
  return facts.filter((fact) => !which(fact));
};
export const changed =
  (which: Which, how: Told, last = false) =>
  (facts: readonly Fact[]) => {
    const place = placeOf(facts, which, last);
    return facts.with(place, { ...facts[place], ...how(facts[place] as never) } as Fact);
  };
export const changedAll = (which: Which, how: Told) => (facts: readonly Fact[]) => {
  placeOf(facts, which);
  return facts.map((fact) => (which(fact) ? ({ ...fact, ...how(fact as never) } as Fact) : fact));
};
export const repeated = (which: Which, how: Told) => (facts: readonly Fact[]) => {
  const place = placeOf(facts, which);
  return facts.toSpliced(place + 1, 0, { ...facts[place], ...how(facts[place] as never) } as Fact);
};

export const record =
  (type: string): Which =>
  (fact) =>
    fact.kind === 'record' && fact.type === type;
export const process =
  (phase: string): Which =>
  (fact) =>
    fact.kind === 'process' && fact.phase === phase && fact.subject !== 'kafka';
/** An answer that was yes. */
export const accepted: Which = (fact) => fact.kind === 'operation' && fact.phase === 'ok';
