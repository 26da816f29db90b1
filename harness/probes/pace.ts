import { setTimeout as delay } from 'node:timers/promises';
import { now } from '../model/clock.ts';

/** Something that watches until it is told to stop, and has then written all it saw. */
export interface Probe {
  stop(): Promise<void>;
}

/**
 * Looks again and again, at most once in `everyMs`, never two looks at once. A look that throws is a defect of the
 * harness and goes to `onDefect`.
 */
export function pace(
  everyMs: number,
  look: (signal: AbortSignal) => Promise<void>,
  onDefect: (error: unknown) => void,
): Probe {
  const ending = new AbortController();
  const loop = async () => {
    while (!ending.signal.aborted) {
      const began = now();
      await look(ending.signal);
      const rest = Math.max(0, everyMs - (now() - began));
      await delay(rest, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const done = loop().catch(onDefect);
  return {
    stop: async () => {
      ending.abort();
      await done;
    },
  };
}
