import type { JudgedCheck } from '../checks/judge.ts';
import { faultWindows } from '../model/fault.ts';
import type { History } from '../model/history.ts';
import type { Moment } from './model.ts';

/** When each fault came and went, and when each violation began. */
export function moments(history: History, checks: readonly JudgedCheck[]): Moment[] {
  const heals = new Set(history.of('fault').flatMap(({ phase, at }) => (phase === 'heal' ? [at] : [])));
  const faults = faultWindows(history).flatMap(({ title, from, healFrom, injectAt }): Moment[] => {
    return [
      { at: Math.min(injectAt, from), kind: 'inject', title },
      ...(heals.has(healFrom) ? [{ at: healFrom, kind: 'heal', title } as const] : []),
    ];
  });
  const violations = checks.filter(({ verdict }) => verdict === 'violated').flatMap((check) => ofCheck(history, check));
  return [...faults, ...violations].sort((one, other) => one.at - other.at);
}

/** A violation begins with the first of the facts on which it rests. */
function ofCheck(history: History, { name, lines }: JudgedCheck): Moment[] {
  let first = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const fact = history.facts[line - 1];
    if (fact && fact.kind !== 'run') first = Math.min(first, fact.at);
  }
  return first === Number.POSITIVE_INFINITY ? [] : [{ at: first, kind: 'violation', title: name }];
}
