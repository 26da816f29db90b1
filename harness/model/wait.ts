import type { Duration } from './clock.ts';
import type { Recorder } from './recorder.ts';

export interface Wait {
  readonly recorder: Recorder;
  /** Looked at after every fact; a wait never polls anything but the history. */
  readonly until: () => boolean;
  readonly within: Duration;
  readonly signal: AbortSignal;
}

/** Resolves with true as soon as the facts say so, with false when the time is over. Rejects on abort. */
export function waitFor({ recorder, until, within, signal }: Wait): Promise<boolean> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    if (until()) return resolve(true);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      clearImmediate(look);
      look = undefined;
      forget();
      signal.removeEventListener('abort', abort);
      settle();
    };
    const abort = () => finish(() => reject(signal.reason));
    const timer = setTimeout(() => finish(() => resolve(until())), within);
    // Facts come in bursts; one look at the end of a burst is enough.
    let look: NodeJS.Immediate | undefined;
    const forget = recorder.onFact(() => {
      look ??= setImmediate(() => {
        look = undefined;
        if (until()) finish(() => resolve(true));
      });
    });
    signal.addEventListener('abort', abort, { once: true });
  });
}
