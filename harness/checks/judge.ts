import { excuseTime, unwatched } from '../analysis/unfit.ts';
import { type Check, type CheckOptions, inconclusive, type Judgement } from '../model/check.ts';
import type { History } from '../model/history.ts';
import { type Verdict, verdicts, worst } from '../model/verdict.ts';
import { checks as known } from './index.ts';

export interface JudgedCheck extends Judgement {
  readonly name: string;
  readonly claim: string;
}

export interface Judged {
  readonly verdict: Verdict;
  readonly checks: readonly JudgedCheck[];
}

/**
 * The verdict: a pure function of the history, which itself names the checks that it wants, and of the invariants of
 * its system. A check that is not known here cannot have passed.
 */
export function judge(history: History, invariants: readonly Check[]): Judged {
  const all = new Map([...known, ...invariants].map((check) => [check.name, check]));
  const judged = history.run.checks.map((name): JudgedCheck => {
    const found = all.get(name);
    if (!found) {
      return { name, claim: 'unknown', ...inconclusive(`this program knows no check of the name ${name}`) };
    }
    const check = asAsked(found, history.run.checkOptions?.[name]);
    if (!check) {
      return { name, claim: found.claim, ...inconclusive('it was asked for with options that it does not know') };
    }
    const { timings: _, ...judgement } = excuseTime(history, sound(check.judge(history)));
    return { name, claim: check.claim, ...judgement };
  });
  const operations = history.of('operation').length;
  const empty: JudgedCheck[] =
    operations > 0
      ? []
      : [
          {
            name: 'operations',
            claim: 'something was asked of the system',
            ...inconclusive('nothing was asked: nothing is proven'),
          },
        ];
  const still = unwatched(history);
  const watched: JudgedCheck[] = still
    ? [{ name: 'watched', claim: 'the machine ran all the while, and the harness watched', ...still }]
    : [];
  const checks = [...judged, ...empty, ...watched];
  return { verdict: worst(checks.map(({ verdict }) => verdict)), checks };
}

/** The check with the options that the run had; undefined: they are none of its own. */
function asAsked(check: Check, options: CheckOptions | undefined): Check | undefined {
  try {
    return options && check.withOptions ? check.withOptions(options) : check;
  } catch {
    return undefined;
  }
}

/** Checks of a system are not ours: one that answers with no verdict has not passed. */
const sound = (judgement: Judgement | undefined): Judgement =>
  judgement && verdicts.includes(judgement.verdict) ? judgement : inconclusive('the check came to no verdict');
