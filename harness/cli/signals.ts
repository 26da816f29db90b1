import { endingSignals } from '../util/ending-signals.js';
import { Interrupted } from '../util/interrupted.ts';
import { untilUncaught } from './ending.ts';

/**
 * Each signal that ends us aborts, once, and so does an error that nobody caught: what goes on then ends in good order,
 * and the reason says why. `onFirst` tells the person what happens now.
 */
export function endedBySignals(onFirst: (name: string) => void): {
  readonly signal: AbortSignal;
  readonly release: () => void;
} {
  const ending = new AbortController();
  const end = (name: string, reason: Error) => {
    if (!ending.signal.aborted) onFirst(name);
    ending.abort(reason);
  };
  const releases = endingSignals.map((name) => {
    const listener = () => end(name, new Interrupted(name));
    process.on(name, listener);
    return () => void process.off(name, listener);
  });
  const forget = untilUncaught((error) => end('an error that nobody caught', error));
  return {
    signal: ending.signal,
    release: () => {
      for (const release of [...releases, forget]) release();
    },
  };
}
