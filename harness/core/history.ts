import type { Fact, FactKind, FactOf } from './fact.ts';

/** A fact with its place in the history (its line, counted from 1), so that a verdict can point at it. */
export type Placed<Kind extends FactKind = FactKind> = FactOf<Kind> & { readonly line: number };

/** All facts of a run, in order. Reading it never changes it. */
export interface History {
  readonly facts: readonly Fact[];
  of<Kind extends FactKind>(kind: Kind): readonly Placed<Kind>[];
  readonly run: Placed<'run'>;
}

/** An index over facts. Throws when they do not begin with what a run is. */
export function history(facts: readonly Fact[]): History {
  const byKind = new Map<FactKind, Placed[]>();
  facts.forEach((fact, index) => {
    const placed = { ...fact, line: index + 1 } as Placed;
    const sorted = byKind.get(fact.kind);
    if (sorted) sorted.push(placed);
    else byKind.set(fact.kind, [placed]);
  });
  const of = <Kind extends FactKind>(kind: Kind) => (byKind.get(kind) ?? []) as unknown as readonly Placed<Kind>[];
  const [run] = of('run');
  if (run?.line !== 1) throw new Error('A history must begin with a fact of the kind "run".');
  return { facts, of, run };
}

/** The stretch of time that a check is about, in milliseconds since the run began. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export const within = (window: Window, time: number): boolean => time >= window.from && time <= window.to;
