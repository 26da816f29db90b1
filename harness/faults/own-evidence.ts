import type { Evidence } from '../model/evidence.ts';
import type { FaultWindow } from '../model/fault.ts';
import type { History } from '../model/history.ts';

/** What a fault showed of itself by `show`, in its own time: that it was there before its heal was done, and that it was healed. */
export function shownEvidence(history: History, window: FaultWindow): Evidence {
  return history
    .of('shown')
    .filter(({ fault }) => fault === window.fault)
    .map(({ shows, sentence, holds, at, line }) => ({
      sentence,
      holds: holds && (shows === 'there' ? at <= window.to : at >= window.healFrom),
      lines: [line],
    }));
}

/** For a fault that the harness does not know: what it must still show, in words for whoever wrote it; undefined: nothing. */
export function unshown(history: History, window: FaultWindow): string | undefined {
  const shown = new Set(history.of('shown').flatMap(({ fault, shows }) => (fault === window.fault ? [shows] : [])));
  const missing = (['there', 'healed'] as const).filter((one) => !shown.has(one));
  if (missing.length === 0) return undefined;
  return `nothing shows that it was ${missing.join(' and ')}: write show(context, by, { shows: '${missing[0]}', sentence, holds }) in its inject`;
}
