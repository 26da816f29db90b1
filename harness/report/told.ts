import type { JudgedCheck } from '../checks/judge.ts';

/**
 * Whether a check could tell what it is there to tell. Where it could not, what did not come is not lost and not late:
 * nobody knows, and nothing may be said as if somebody did. A check that had nothing to do could tell.
 */
export const couldTell = (checks: readonly JudgedCheck[], name: string): boolean =>
  checks.every((check) => check.name !== name || check.verdict !== 'inconclusive' || check.exercised === false);
