import { z } from 'zod';
import { type Duration, milliseconds } from './clock.ts';
import type { History } from './history.ts';
import type { Verdict } from './verdict.ts';

/** What a check found, and the facts (lines of the history) on which that rests. */
export interface Judgement {
  readonly verdict: Verdict;
  /** A sentence for a person: what was counted and what was found. */
  readonly because: string;
  readonly lines: readonly number[];
  /** False: what it is about never arose in this run, so it could not have failed. Missing: it did. */
  readonly exercised?: false;
  /** Where time alone makes it violated: each thing that took too long. The judge looks whether the machine explains that. */
  readonly timings?: readonly Timing[];
  /** Why the machine was unfit for what was measured, where only that makes it inconclusive and not violated. */
  readonly unfit?: string;
}

/** Something that took so long between two moments, and might have taken `withinMs`; all in milliseconds. */
export interface Timing {
  readonly from: number;
  readonly to: number;
  readonly tookMs: number;
  readonly withinMs: number;
}

/** One pure function of the history, with a name by which a stored history asks for it again. */
export interface Check {
  readonly name: string;
  /** What holds when it passes. */
  readonly claim: string;
  /** What it costs a user when it does not hold; missing: it is a system's own, and about what that keeps. */
  readonly gravity?: Gravity;
  judge(history: History): Judgement;
  /** With these it judges. Missing: it has none. */
  readonly options?: CheckOptions;
  /** Whether they were chosen for this story, and are not what everybody gets. */
  readonly chosen?: boolean;
  /** The same check with other options, as a stored history has them; throws when they are not its own. */
  readonly withOptions?: (options: CheckOptions) => Check;
}

/**
 * What costs a user most stands first: what is lost or doubled, what only a system knows of that, who was told what is not
 * so, who had to be restarted, who did not work again, what the scenario could not show; and then how, and not whether.
 */
export const gravities = ['loss', 'own', 'lie', 'restart', 'recovery', 'scenario', 'cost'] as const;
export type Gravity = (typeof gravities)[number];

/** Options by their names, all of them: what a history can say. */
export type CheckOptions = Readonly<Record<string, number>>;

/** A kind of check that may be told by how much: its options have defaults that hold for any system. */
export interface CheckType<Known extends CheckOptions> {
  readonly name: string;
  readonly gravity: Gravity;
  readonly options: z.ZodType<Known>;
  claim(options: Known): string;
  judge(history: History, options: Known): Judgement;
}

/** A check as it is, and the same one with options of a story's or a system's own: `noZombie`, `noZombie({ withinMs: 3000 })`. */
export type ConfigurableCheck<Known extends CheckOptions> = Check & ((options: Partial<Known>) => Check);

export function configurable<Known extends CheckOptions>(type: CheckType<Known>): ConfigurableCheck<Known> {
  const bound = (given: unknown, chosen: boolean): Check => {
    const options = type.options.parse(given);
    return {
      name: type.name,
      gravity: type.gravity,
      claim: type.claim(options),
      judge: (history) => type.judge(history, options),
      options,
      chosen,
      withOptions: (other) => bound(other, true),
    };
  };
  const { name: _, ...usual } = bound({}, false);
  const check = Object.assign((options: Partial<Known>) => bound(options, true), usual);
  return Object.defineProperty(check, 'name', { value: type.name }) as ConfigurableCheck<Known>;
}

/** An option with a default: so many milliseconds. */
export const withinOption = (usual: Duration) => z.strictObject({ withinMs: milliseconds.default(usual) });

/** What a story expects of its system: where it chose no options, those that its system has for a check. */
export const expected = (checks: readonly Check[], limits: readonly Check[] = []): Check[] =>
  checks.map((check) => (check.chosen === false ? (limits.find(({ name }) => name === check.name) ?? check) : check));

export const passed = (because: string, lines: readonly number[]): Judgement => ({
  verdict: 'recovered',
  because,
  lines,
});
export const violated = (because: string, lines: readonly number[]): Judgement => ({
  verdict: 'violated',
  because,
  lines,
});
/** Violated by time alone: nothing else is wrong than that these things took too long. */
export const late = (because: string, lines: readonly number[], timings: readonly Timing[]): Judgement => ({
  ...violated(because, lines),
  timings,
});
export const inconclusive = (because: string, lines: readonly number[] = []): Judgement => ({
  verdict: 'inconclusive',
  because,
  lines,
});

/** Violated, unless there is a doubt: then nobody can tell, and both are told. */
export const violatedUnless = (
  doubt: { readonly because: string; readonly lines: readonly number[] } | undefined,
  because: string,
  lines: readonly number[],
): Judgement =>
  doubt ? inconclusive(`${because}; but ${doubt.because}`, [...lines, ...doubt.lines]) : violated(because, lines);

/** Violated by time alone, unless there is a doubt. */
export const lateUnless = (
  doubt: Parameters<typeof violatedUnless>[0],
  because: string,
  lines: readonly number[],
  timings: readonly Timing[],
): Judgement => (doubt ? violatedUnless(doubt, because, lines) : late(because, lines, timings));

/** Nobody can tell, because what the check is about never arose: a check that could not fail has not passed. */
export const notExercised = (because: string, lines: readonly number[] = []): Judgement => ({
  ...inconclusive(because, lines),
  exercised: false,
});
