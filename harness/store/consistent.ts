import type { Fact } from '../model/fact.ts';

/** What is wrong with a history as a whole, and at which line (from 1 on) it shows. */
export interface Inconsistency {
  readonly line: number;
  readonly what: string;
}

/**
 * The first thing that no run can have written. A history carries no signature: somebody who changes a fact and leaves
 * time, number and kinds as they are cannot be found out by it.
 */
export function inconsistency(facts: readonly Fact[]): Inconsistency | undefined {
  let latest = 0;
  for (const [index, fact] of facts.entries()) {
    const line = index + 1;
    if (fact.kind === 'run' && line > 1) return { line, what: 'a second run begins here; a history tells of one' };
    if (fact.at < latest) {
      return { line, what: `time runs back, from ${latest} ms to ${fact.at} ms: facts were moved or changed` };
    }
    latest = fact.at;
    if (fact.kind !== 'closed') continue;
    if (fact.facts !== index) {
      const change = fact.facts > index ? 'taken out' : 'added';
      return { line, what: `it was closed with ${fact.facts} facts, and ${index} stand before: some were ${change}` };
    }
    if (line < facts.length) return { line: line + 1, what: 'something stands behind the fact that closed it' };
  }
  return undefined;
}
