import { exitCode } from '../model/failure.ts';
import type { Scenario } from '../model/scenario.ts';
import { random } from '../util/statistics/random.ts';
import { chooseNamed } from './choose-named.ts';
import type { Selected } from './select.ts';

/** Seeds are whole numbers up to this one. */
export const highestSeed = 2 ** 32 - 2;

/** One run that is to be made. */
export interface Planned extends Selected {
  readonly variant: string;
  /** Which of the repeats, from 1 on. */
  readonly repeat: number;
  /** What draws the gaps between its requests; missing: they are all alike. */
  readonly seed?: number;
}

export interface PlanOptions {
  readonly selected: readonly Selected[];
  /** Empty: of each system the newest. */
  readonly variants: readonly string[];
  /** How often each is run. */
  readonly repeat: number;
  readonly seed?: number | undefined;
}

/**
 * All runs that are meant. Without a seed in the order of the words; with one, shuffled by it, so that what drifts on a
 * machine (its warmth, its neighbours) does not fall on one scenario or variant alone. Each run has a seed of its own
 * then, that makes it again by itself. A single run keeps the seed that was given.
 */
export function plan({ selected, variants, repeat, seed }: PlanOptions): Planned[] {
  const all = Array.from({ length: repeat }, (_, index) =>
    selected.flatMap(({ name, scenario }) =>
      variantsOf(scenario, variants).map((variant) => ({ name, scenario, variant, repeat: index + 1 })),
    ),
  ).flat();
  if (seed === undefined) return all;
  if (all.length === 1) return all.map((one) => ({ ...one, seed }));
  const draw = random(seed);
  const seeded = all.map((one) => ({ ...one, seed: Math.floor(draw() * highestSeed) }));
  return shuffled(seeded, draw);
}

export function variantsOf({ system }: Scenario, wanted: readonly string[]): string[] {
  const known = system.variants.map((name) => ({ name }));
  if (wanted.length === 0) return [system.variants.at(-1) ?? ''];
  return [...new Set(wanted)].map((name) => chooseNamed('variant', name, known).name);
}

/** Fisher and Yates: every order is as likely as every other one. */
function shuffled<Item>(items: readonly Item[], draw: () => number): Item[] {
  const rest = [...items];
  const order: Item[] = [];
  while (rest.length > 0) {
    // The generator reaches 1 itself, once in its period.
    const place = Math.min(rest.length - 1, Math.floor(draw() * rest.length));
    order.push(...rest.splice(place, 1));
  }
  return order;
}

/** A control is there to be violated: recovered, it would prove that nothing can be. */
export const asExpected = ({ scenario }: Pick<Planned, 'scenario'>, code: number): boolean =>
  code === (scenario.control ? exitCode.violated : exitCode.recovered);

/** Behind the verdict of a control. */
export const controlWords = (asItShould: boolean): string =>
  asItShould ? ', as this control must be' : ', and this control must be violated';
