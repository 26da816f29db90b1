import type { Fact } from '../model/fact.ts';
import type { Report } from './model.ts';

/** The run that a reporter is about to hear of. */
export interface BegunRun {
  readonly scenario: string;
  readonly title: string;
  readonly variant: string;
  readonly runtime: string;
  /** Where the history, the logs and the report come to lie. */
  readonly folder: string;
}

/**
 * Whoever shows a run: on a console, as a page, for a CI. It hears of everything once, in this order, and changes nothing:
 * what it does with it, and whether it fails, is no matter of the verdict.
 */
export interface Reporter {
  begin?(run: BegunRun): void;
  /** Each line of the history, as it is written. */
  event?(fact: Fact): void;
  /** When the history is closed and judged; also of a run that was ended early. */
  report?(folder: string, report: Report): void;
  /** The last word, with the exit code. */
  end?(run: BegunRun, code: number): void | Promise<void>;
}

export const hooks = ['begin', 'event', 'report', 'end'] as const satisfies readonly (keyof Reporter)[];
