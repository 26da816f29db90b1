import type { Fact, FactKind, FactOf } from './fact.ts';

/** A fact with its place in the history (its line, counted from 1), so that a verdict can point at it. */
export type Placed<Kind extends FactKind = FactKind> = FactOf<Kind> & { readonly line: number };

/** All facts of a run, in order. Reading it never changes it. */
export interface History {
  readonly facts: readonly Fact[];
  of<Kind extends FactKind>(kind: Kind): readonly Placed<Kind>[];
  readonly run: Placed<'run'>;
}

/** A history that is still being written. What it has told it does not take back: it only grows. */
export interface GrowingHistory extends History {
  /** Takes this fact for its own: it writes the line on it, so that 100,000 of them need not be copied. */
  add(fact: Fact): void;
}

/** An empty history. Asking it for its run throws unless the first fact said what that is. */
export function growingHistory(): GrowingHistory {
  const facts: Placed[] = [];
  const byKind = new Map<FactKind, Placed[]>();
  const of = <Kind extends FactKind>(kind: Kind) => (byKind.get(kind) ?? []) as unknown as readonly Placed<Kind>[];
  return {
    facts,
    of,
    get run() {
      const [run] = of('run');
      if (run?.line !== 1) throw new Error('A history must begin with a fact of the kind "run".');
      return run;
    },
    add: (fact) => {
      const placed = fact as Fact & { line: number };
      placed.line = facts.length + 1;
      facts.push(placed);
      const sorted = byKind.get(fact.kind);
      if (sorted) sorted.push(placed);
      else byKind.set(fact.kind, [placed]);
    },
  };
}

/** An index over facts. Throws when they do not begin with what a run is. */
export function history(facts: readonly Fact[]): History {
  const growing = growingHistory();
  for (const fact of facts) growing.add({ ...fact });
  // Looked at now, so that a history without its run is refused here and not in mid-judging.
  const { facts: placed, run, of } = growing;
  return { facts: placed, of, run };
}
