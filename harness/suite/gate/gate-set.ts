import { scriptedMs } from '../../engine/vocabulary.ts';
import { Failure } from '../../model/failure.ts';
import type { Scenario } from '../../model/scenario.ts';
import { median } from '../../util/statistics/quantile.ts';
import { chooseNamed } from '../choose-named.ts';
import { type Planned, variantsOf } from '../plan.ts';
import { loadScenario, scenarioFile } from '../scenarios.ts';
import { selectScenarios } from '../select.ts';
import type { Baseline } from './baseline.ts';
import type { Budget, Place } from './budget.ts';
import { fits } from './findings.ts';

/** What a run takes beyond its scripted waiting, where nobody has measured it, in milliseconds. */
const besidesMs = 12_000;

/** The files of these scenarios, from the folder in which one stands. */
export async function filesOf(scenarios: readonly string[]): Promise<(scenario: string) => string> {
  const files = new Map(await Promise.all(scenarios.map(async (name) => [name, await scenarioFile(name)] as const)));
  return (scenario) => files.get(scenario) ?? scenario;
}

/**
 * All runs of a budget's set, repeat by repeat. Whatever in the file means no scenario and no service that there is, is
 * a `Failure` with its line: what never applies would look like what is kept.
 */
export async function gateSet(budget: Budget): Promise<Planned[]> {
  const chosen = new Map<string, { readonly scenario: Scenario; readonly repeats: number }>();
  for (const { name, tag, repeats, place } of budget.scenarios) {
    const words = { words: name === undefined ? [] : [name], tags: tag === undefined ? [] : [tag] };
    const selected = await placed(budget, place, () => selectScenarios(words));
    for (const one of selected) chosen.set(one.name, { scenario: one.scenario, repeats });
  }
  const set = [...chosen].map(([name, one]) => ({ name, ...one }));
  for (const limits of budget.limits) await placed(budget, limits.place, async () => applies(limits, set));
  for (const { scenario, place } of budget.quarantine) {
    await placed(budget, place, async () => mayBeQuarantined(scenario, await loadScenario(scenario)));
  }
  const most = Math.max(...set.map(({ repeats }) => repeats));
  return Array.from({ length: most }, (_, index) => index + 1).flatMap((repeat) =>
    set
      .filter(({ repeats }) => repeats >= repeat)
      .map(({ name, scenario }) => {
        const [variant = ''] = variantsOf(scenario, budget.variant === undefined ? [] : [budget.variant]);
        return { name, scenario, variant, repeat };
      }),
  );
}

interface InSet {
  readonly name: string;
  readonly scenario: Scenario;
}

function applies({ scenario, service }: Budget['limits'][number], set: readonly InSet[]): void {
  const meant = set.filter(({ name }) => fits({ scenario }, name));
  if (meant.length === 0) chooseNamed('scenario of the set', scenario ?? '', set);
  if (service !== undefined)
    chooseNamed(
      'service',
      service,
      meant.flatMap((one) => one.scenario.system.services),
    );
}

function mayBeQuarantined(name: string, { control }: Scenario): void {
  if (!control) return;
  throw new Failure('usage', {
    attempted: `quarantine ${name}`,
    happened: 'it is a control',
    remedy: 'Mend it: without its control nothing shows that the gate would see a failure.',
  });
}

/** The same failure, with where in the file its reason is. */
async function placed<Result>(budget: Budget, { line, column }: Place, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const attempted = `read the budget ${budget.file}:${line}:${column}`;
    throw new Failure(error.kind, { attempted, happened: error.message, remedy: error.remedy, cause: error });
  }
}

/** How long a run will take, as far as anybody knows: what it took in the baseline, or what its story waits for. */
export const lengthOf =
  (baseline: Baseline | null) =>
  ({ name, scenario }: Pick<Planned, 'name' | 'scenario'>): number => {
    const known = baseline?.scenarios[name]?.tookMs;
    return known ? median(known) : scriptedMs(scenario) + besidesMs;
  };
