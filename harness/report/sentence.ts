import type { Verdict } from '../core/verdict.ts';
import type { JudgedCheck } from '../judge.ts';
import type { LedgerRow, ServiceReport } from './model.ts';
import { couldTell } from './told.ts';

export interface SentenceParts {
  readonly verdict: Verdict;
  readonly checks: readonly JudgedCheck[];
  readonly services: readonly ServiceReport[];
  readonly ledger: readonly LedgerRow[];
  /** Names of the faults that the story brought, in order. */
  readonly faults: readonly string[];
  /** Why the run did not come to its end; null: it did. */
  readonly interruption: string | null;
}

/** The whole run in a sentence or two that a manager understands, and that a check stands behind, word by word. */
export function sentence({ verdict, checks, services, ledger, faults, interruption }: SentenceParts): string {
  if (verdict === 'inconclusive') {
    // All that nobody looked at follows from it.
    if (interruption !== null) return `Nobody can tell: ${interruption}.`;
    const [first] = checks.filter((check) => check.verdict === 'inconclusive');
    const what = first?.exercised === false ? `${first.name} was not exercised, ` : '';
    return `Nobody can tell: ${what}${first?.because ?? 'nothing was checked'}.`;
  }
  const restarted = checks.some(({ name, verdict: word }) => name === 'no-restart' && word === 'violated');
  return `${returned(services, faults, restarted)}; ${kept(ledger, checks)}${others(verdict, checks)}.`;
}

export const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const secondsOf = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

/** Who did not come back, and what a restart by hand did for them. Who was restarted did not come back by itself. */
function returned(services: readonly ServiceReport[], faults: readonly string[], restarted: boolean): string {
  const never = services.filter(({ afterMs }) => afterMs === null);
  if (never.length === 0) {
    const last = faults.at(-1);
    if (last === undefined) return `All ${services.length} services worked, with no fault to recover from`;
    const slowest = services.reduce((one, other) => ((other.afterMs ?? 0) > (one.afterMs ?? 0) ? other : one));
    const how = restarted ? 'work again, and not all of them by themselves' : 'recovered by themselves';
    return `All ${services.length} services ${how}; slowest: ${slowest.service}, ${secondsOf(slowest.afterMs ?? 0)} after ${healed(last)}`;
  }
  const by = (result: string) => never.filter(({ proof }) => proof?.result === result).map(({ service }) => service);
  const [cured, spared, lost] = [by('cured'), by('spared'), by('not-cured')];
  const unproven = never.filter(({ proof }) => !proof).map(({ service }) => service);
  const watched = secondsOf(never[0]?.watchedMs ?? 0);
  const plural = (names: readonly string[], one: string, many: string) =>
    `${list(names)} ${names.length === 1 ? one : many}`;
  return [
    cured.length > 0 &&
      `${plural(cured, 'needs', 'need')} a manual restart (shown: each works after one, and did not within ${watched} before)`,
    spared.length > 0 && `${plural(spared, 'works', 'work')} again once the others were restarted`,
    lost.length > 0 && `${plural(lost, 'does', 'do')} not work even after a manual restart`,
    unproven.length > 0 && `${plural(unproven, 'did', 'did')} not recover within ${watched}`,
  ]
    .filter(Boolean)
    .join('; ');
}

/** What was mended, in the words of whoever uses the system. */
const healed = (fault: string): string =>
  /^(broker|route|topics)\./.test(fault) ? 'Kafka was back' : 'what was broken was mended';

function kept(ledger: readonly LedgerRow[], checks: readonly JudgedCheck[]): string {
  if (!couldTell(checks, 'nothing-lost')) return `nobody can tell what was lost of ${ledger.length} charges`;
  const accepted = ledger.filter(({ answer }) => answer === 'ok').length;
  const lost = ledger.filter((row) => row.lost).length;
  const byKafka = ledger.filter(({ fate, lost }) => fate === 'lost-by-kafka' && !lost).length;
  const rest = byKafka > 0 ? `, and ${byKafka} lost with Kafka's own storage` : '';
  return `${lost === 0 ? `nothing lost in ${accepted} accepted charges` : `${lost} of ${ledger.length} charges lost`}${rest}`;
}

/** What else is violated, so that a sentence never sounds better than its verdict. */
function others(verdict: Verdict, checks: readonly JudgedCheck[]): string {
  if (verdict !== 'violated') return '';
  const said = new Set(['nothing-lost']);
  const rest = checks.filter((check) => check.verdict === 'violated' && !said.has(check.name)).map(({ name }) => name);
  return rest.length > 0 ? `. Violated: ${rest.join(', ')}` : '';
}
