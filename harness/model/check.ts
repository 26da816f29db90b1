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
  judge(history: History): Judgement;
}

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
