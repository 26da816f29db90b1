import type { Log } from './log.ts';

/** Longest time that an orderly end may take, in milliseconds. */
const endsWithinMs = 1500;

/** On SIGTERM and SIGINT: closes in order, within bounds, and exits with 0. */
export function endOnSignals(log: Log, close: () => Promise<void>): void {
  const end = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'ending');
    setTimeout(() => process.exit(0), endsWithinMs).unref();
    close()
      .catch((error: unknown) => log.error({ error: String(error) }, 'could not end in order'))
      .finally(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}
