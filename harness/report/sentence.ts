import { checks as known, noLoss, noRestart, recoveredWithin } from '../checks/index.ts';
import type { JudgedCheck } from '../checks/judge.ts';
import { gravities } from '../model/check.ts';
import type { FaultWindow } from '../model/fault.ts';
import type { Verdict } from '../model/verdict.ts';
import type { LedgerRow, ServiceReport } from './model.ts';
import { couldTell } from './told.ts';

export interface SentenceParts {
  readonly verdict: Verdict;
  readonly checks: readonly JudgedCheck[];
  readonly services: readonly ServiceReport[];
  readonly ledger: readonly LedgerRow[];
  /** What was broken, in order. */
  readonly faults: readonly Pick<FaultWindow, 'sparesKafka'>[];
  /** Why the run did not come to its end; null: it did. */
  readonly interruption: string | null;
}

/** The whole run in a sentence or two that a manager understands, and that a check stands behind, word by word. */
export function sentence({ verdict, checks, services, ledger, faults, interruption }: SentenceParts): string {
  if (verdict === 'inconclusive') {
    // All that nobody looked at follows from it.
    if (interruption !== null) return `Nobody can tell: ${interruption}.`;
    return `Nobody can tell: ${reasons(checks)}.`;
  }
  const restarted = checks.some(({ name, verdict: word }) => name === noRestart.name && word === 'violated');
  const told = couldTell(checks, recoveredWithin.name) ? returned(services, faults, restarted) : untold(services);
  return `${told}; ${kept(ledger, checks)}${others(verdict, checks)}.`;
}

export const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const secondsOf = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

/** Not all that was in Kafka could be read, so those that were not seen there may have been there. */
function untold(services: readonly ServiceReport[]): string {
  const unseen = services.filter(({ afterMs }) => afterMs === null).map(({ service }) => service);
  return `Nobody can tell whether ${unseen.length > 0 ? list(unseen) : 'all services'} recovered`;
}

/** Who did not come back, and what a restart by hand did for them. Who was restarted did not come back by itself. */
function returned(services: readonly ServiceReport[], faults: SentenceParts['faults'], restarted: boolean): string {
  const never = services.filter(({ afterMs }) => afterMs === null);
  if (never.length === 0) {
    const last = faults.at(-1);
    if (last === undefined) return `All ${services.length} services worked, with no fault to recover from`;
    const slowest = services.reduce((one, other) => ((other.afterMs ?? 0) > (one.afterMs ?? 0) ? other : one));
    const how = restarted ? 'work again, and not all of them by themselves' : 'recovered by themselves';
    return `All ${services.length} services ${how}; slowest: ${slowest.service}, ${secondsOf(slowest.afterMs ?? 0)} after ${healed(last)}`;
  }
  const by = (result: string) =>
    never.filter(({ restartTest }) => restartTest?.result === result).map(({ service }) => service);
  const [cured, spared, lost] = [by('helped'), by('not-needed'), by('did-not-help')];
  const [late, together, unobserved] = [by('late'), by('together'), by('unobserved')];
  const unproven = never.filter(({ restartTest }) => !restartTest).map(({ service }) => service);
  const watched = secondsOf(never[0]?.watchedMs ?? 0);
  const plural = (names: readonly string[], one: string, many: string) =>
    `${list(names)} ${names.length === 1 ? one : many}`;
  return [
    cured.length > 0 &&
      `${plural(cured, 'needs', 'need')} a manual restart (shown: each works after one, and did not within ${watched} before)`,
    late.length > 0 && `${plural(late, 'works', 'work')} again without a restart, but did not within ${watched}`,
    spared.length > 0 && `${plural(spared, 'works', 'work')} again once others were restarted`,
    together.length > 0 &&
      `${plural(together, 'works', 'work')} again after more restarts than one (which of them it needed, nobody can tell)`,
    lost.length > 0 && `${plural(lost, 'does', 'do')} not work even after a manual restart`,
    unobserved.length > 0 &&
      `${list(unobserved)} did not recover within ${watched}, and whether a restart helps could not be observed`,
    unproven.length > 0 && `${plural(unproven, 'did', 'did')} not recover within ${watched}`,
  ]
    .filter(Boolean)
    .join('; ');
}

/** What was mended, in the words of whoever uses the system. */
const healed = ({ sparesKafka }: Pick<FaultWindow, 'sparesKafka'>): string =>
  sparesKafka ? 'what was broken was mended' : 'Kafka was back';

function kept(ledger: readonly LedgerRow[], checks: readonly JudgedCheck[]): string {
  if (!couldTell(checks, noLoss.name)) return `nobody can tell what was lost of ${ledger.length} requests`;
  const accepted = ledger.filter(({ answer }) => answer === 'ok').length;
  const lost = ledger.filter((row) => row.lost).length;
  const byKafka = ledger.filter(({ fate, lost }) => fate === 'lost-by-kafka' && !lost).length;
  const rest = byKafka > 0 ? `, and ${byKafka} lost with Kafka's own storage` : '';
  if (lost > 0) return `${lost} of ${ledger.length} requests lost${rest}`;
  const broken = checks.find(({ name, verdict }) => name === noLoss.name && verdict === 'violated');
  if (broken) return `not all of ${ledger.length} requests kept: ${broken.because}`;
  return `nothing lost in ${accepted} accepted requests${rest}`;
}

const gravityOf = new Map(known.map(({ name, gravity }) => [name, gravity]));
/** A check that is none of the harness's own is its system's. */
const gravity = ({ name }: JudgedCheck): number => gravities.indexOf(gravityOf.get(name) ?? 'own');

const byGravity = (checks: readonly JudgedCheck[], verdict: Verdict): JudgedCheck[] =>
  checks.filter((check) => check.verdict === verdict).toSorted((one, other) => gravity(one) - gravity(other));

/** Every check that is violated, by its name, so that a sentence never sounds better than its verdict. */
function others(verdict: Verdict, checks: readonly JudgedCheck[]): string {
  const names = byGravity(checks, 'violated').map(({ name }) => name);
  return verdict === 'violated' && names.length > 0 ? `. Violated: ${names.join(', ')}` : '';
}

/** Everything that nobody can tell, and why: what several checks say is said once, with their names where there are others. */
function reasons(checks: readonly JudgedCheck[]): string {
  const open = byGravity(checks, 'inconclusive');
  if (open.length === 0) return 'nothing was checked';
  const said = Map.groupBy(open, (check) =>
    check.exercised === false ? `${check.name} was not exercised, ${check.because}` : (check.unfit ?? check.because),
  );
  return [...said]
    .map(([because, by]) => (said.size > 1 ? `${because} (${by.map(({ name }) => name).join(', ')})` : because))
    .join('; ');
}
