import type { GateResult } from '../../suite/gate/result.ts';
import { clean, cleanText } from '../html/clean.ts';

const cleaned = new WeakMap<GateResult, GateResult>();

/**
 * The same result with every foreign string in it made clean; only what a run printed keeps its lines. Each output asks
 * for it, and it is made once: a gate of a thousand runs has a hundred thousand strings.
 */
export function cleanResult(untrusted: GateResult): GateResult {
  const known = cleaned.get(untrusted);
  if (known) return known;
  const { runs, ...rest } = untrusted;
  const result = { ...clean(rest), runs: runs.map(cleanRun) };
  cleaned.set(untrusted, result);
  return result;
}

function cleanRun({ output, ...run }: GateResult['runs'][number]): GateResult['runs'][number] {
  const lines = output?.split(/\r\n?|\n/).map(cleanText);
  return { ...clean(run), output: lines?.join('\n') ?? null };
}

/** The beginning of a text that is too long, and that it goes on. */
export const cut = (text: string, charactersAtMost: number): string =>
  text.length <= charactersAtMost ? text : `${text.slice(0, charactersAtMost - 2).toWellFormed()} …`;
