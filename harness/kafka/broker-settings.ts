import { setTimeout as delay } from 'node:timers/promises';
import type { Address } from '../model/address.ts';
import { line } from './line.ts';
import { askSettings, type Setting } from './protocol/describe-configs.ts';

/** A broker that listens answers within some 100 ms; a busy machine gets a hundred times that, and more. */
const withinMs = 30_000;
const answersWithinMs = 5000;
const againAfterMs = 20;

/** All settings of a broker that has just begun to listen, asked until it answers. Rejects when it does not in time. */
export async function settingsOf(broker: Address, node: number, signal: AbortSignal): Promise<readonly Setting[]> {
  const bound = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
  const asked = line(broker);
  try {
    for (;;) {
      try {
        return await asked.ask(askSettings(node), answersWithinMs);
      } catch (error) {
        if (bound.aborted) throw error;
        await delay(againAfterMs, undefined, { signal: bound });
      }
    }
  } finally {
    asked.close();
  }
}
