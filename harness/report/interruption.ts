import type { History } from '../model/history.ts';

/** Why a run did not come to its end, and when, in words; null: it did. */
export function interruption(history: History): string | null {
  const aborted = history.of('aborted').at(-1);
  if (aborted) {
    // What was running then was ended first, and took its time.
    const step = history.of('step').find(({ outcome }) => outcome === 'aborted');
    const after = seconds(step?.at ?? aborted.at);
    const [, signal] = /^interrupted by (SIG[A-Z]+)$/.exec(aborted.reason) ?? [];
    if (signal) return `the run was interrupted (${signal}) after ${after}`;
    return `the run was aborted after ${after}: ${aborted.reason.replace(/\.$/, '')}`;
  }
  if (history.of('closed').length > 0) return null;
  return `the history ends after ${seconds(history.facts.at(-1)?.at ?? 0)}: the run was killed, or the file was cut short`;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
