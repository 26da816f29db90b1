import { Interrupted } from './complain.ts';

/** SIGINT and SIGTERM abort the signal, once; `onFirst` tells the person what happens now. */
export function endedBySignals(onFirst: (name: string) => void): {
  readonly signal: AbortSignal;
  readonly release: () => void;
} {
  const ending = new AbortController();
  const listeners = (['SIGINT', 'SIGTERM'] as const).map((name) => {
    const listener = () => {
      if (!ending.signal.aborted) onFirst(name);
      ending.abort(new Interrupted(name));
    };
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  return { signal: ending.signal, release: () => listeners.forEach((off) => void off()) };
}
