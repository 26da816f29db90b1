import type { GateResult } from '../../gate/result.ts';
import { clean, cleanText } from '../html/clean.ts';

/** The same result with every foreign string in it made clean; only what a run printed keeps its lines. */
export const cleanResult = (untrusted: GateResult): GateResult => ({
  ...clean(untrusted),
  runs: untrusted.runs.map((run) => ({
    ...clean(run),
    output:
      run.output
        ?.split(/\r\n?|\n/)
        .map(cleanText)
        .join('\n') ?? null,
  })),
});

/** The beginning of a text that is too long, and that it goes on. */
export const cut = (text: string, charactersAtMost: number): string =>
  text.length <= charactersAtMost ? text : `${text.slice(0, charactersAtMost - 2).toWellFormed()} …`;
