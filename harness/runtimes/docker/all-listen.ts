import { waitUntil } from '../shared/wait.ts';

/** Brokers that are started together listen within seconds of each other; a busy machine gets ten times that. */
const withinMs = 60_000;

/**
 * Some work that needs all of these brokers, and is done once: what an operator has made before anything else starts. Each
 * broker calls it when it first listens, and all go on when it is done.
 */
export function onceAllListen(
  brokers: readonly string[],
  work: (signal: AbortSignal) => Promise<void>,
): (broker: string, signal: AbortSignal) => Promise<void> {
  const listening = new Set<string>();
  let done: Promise<void> | undefined;
  const remedy = 'Start all brokers of a cluster at first, and read their logs.';
  return async (broker, signal) => {
    listening.add(broker);
    await waitUntil({ what: `${brokers.join(' and ')} listen`, withinMs, signal, remedy }, () =>
      brokers.every((each) => listening.has(each)),
    );
    done ??= work(signal);
    try {
      await done;
    } catch (error) {
      done = undefined;
      throw error;
    }
  };
}
