import { type Baseline, timesOf } from './baseline.ts';
import { inWords } from './duration.ts';
import type { Found, Places } from './findings.ts';
import { canShow, type Regression, regression } from './regression.ts';
import type { Fingerprint, GateRun } from './result.ts';

export interface Compared {
  readonly findings: readonly Found[];
  /** What was not compared, and why, in a sentence; null: all was. */
  readonly without: string | null;
}

export interface Surroundings extends Places {
  /** How many processes wanted a processor in the minute before it began, by the kernel's count (the load). */
  readonly loadAtStart?: number;
}

/** Holds the times of all runs against the baseline, where they can be compared at all. */
export function compareWithBaseline(
  runs: readonly GateRun[],
  machines: readonly Fingerprint[],
  baseline: Baseline | null,
  surroundings: Surroundings,
): Compared {
  const none = (without: string): Compared => ({ findings: [], without });
  if (!baseline)
    return none('There is no baseline, so only budgets apply: norestart gate --update-baseline makes one.');
  const other = machines.find((machine) => !sameMachine(machine, baseline.machine));
  if (other) {
    const [here, there] = [machineWords(other), machineWords(baseline.machine)];
    return none(
      `The baseline is of another kind of machine, so only budgets apply: it is of ${there}, and this is ${here}.`,
    );
  }
  const telling = runs.filter(
    ({ control, verdict }) => !control && (verdict === 'recovered' || verdict === 'violated'),
  );
  const findings: Found[] = [];
  const left: { readonly scenario: string; readonly why: string }[] = [];
  for (const [scenario, some] of Map.groupBy(telling, (run) => run.scenario)) {
    const why = incomparable(baseline.scenarios[scenario], some);
    if (why) left.push({ scenario, why });
    else findings.push(...slower(baseline.scenarios[scenario], some, surroundings));
  }
  const busy = busyWords(surroundings, baseline.machine);
  return {
    findings: findings.map((finding) => ({ ...finding, text: `${finding.text}${busy}` })),
    without: left.length > 0 ? `Not compared with the baseline: ${byReason(left).join('; ')}.` : null,
  };
}

/** What others take of a machine is missing from what is measured on it: a regression may be no more than that. */
const busyWords = ({ loadAtStart = 0 }: Surroundings, { cores }: Fingerprint): string =>
  loadAtStart <= cores
    ? ''
    : `; others used this machine when the gate began (load ${loadAtStart.toFixed(1)} on ${cores} cores), which alone can make it so`;

const byReason = (left: readonly { readonly scenario: string; readonly why: string }[]): string[] =>
  [...Map.groupBy(left, ({ why }) => why)].map(
    ([why, some]) => `${some.map(({ scenario }) => scenario).join(', ')} (${why})`,
  );

type Known = Baseline['scenarios'][string];

function incomparable(known: Known | undefined, runs: readonly GateRun[]): string | null {
  if (!known) return 'it is not in it';
  const [first] = runs;
  if (first?.variant !== known.variant) return `it is of the variant ${known.variant} there`;
  if (first.runtime !== known.runtime) return `it is of the runtime ${known.runtime} there`;
  const before = known.tookMs.length;
  return canShow(before, runs.length) ? null : `${runs.length} against ${before} runs could show nothing`;
}

function slower(known: Known | undefined, runs: readonly GateRun[], { budget, fileOf }: Places): Found[] {
  return Object.entries(known?.services ?? {}).flatMap(([service, before]): Found[] => {
    const now = timesOf(runs, service);
    const found = now.length === 0 ? null : regression(before, now, budget.regressions);
    if (!found) return [];
    const scenario = runs[0]?.scenario ?? '';
    const text = `${service}: ${words(found, now.length, before.length)}`;
    return [
      { level: budget.regressions.level, kind: 'regression', scenario, text, file: fileOf(scenario), line: null },
    ];
  });
}

function words({ beforeMs, nowMs, p }: Regression, now: number, before: number): string {
  const chance = `by chance alone this would be seen ${p < 0.0001 ? 'less than once in 10,000 times' : `with p = ${p.toFixed(4)}`}`;
  const against = `against ${inWords(beforeMs)} in ${before} runs of the baseline`;
  if (!Number.isFinite(nowMs)) return `most of ${now} runs never recovered, ${against}; ${chance}`;
  return `${(nowMs / beforeMs).toFixed(1)} times as slow: median ${inWords(nowMs)} in ${now} runs ${against}; ${chance}`;
}

/**
 * Whether times of the two can be compared. Versions may differ: that a new Node or Kafka recovers more slowly is one
 * of the things that a gate is there to see.
 */
const sameMachine = (one: Fingerprint, other: Fingerprint): boolean =>
  one.cpu === other.cpu && one.cores === other.cores && one.platform === other.platform;

/** For a sentence. */
const machineWords = ({ cpu, cores, platform }: Fingerprint): string => `${cores} × ${cpu} on ${platform}`;
