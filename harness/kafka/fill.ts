import type { Address } from '../model/address.ts';
import { now } from '../model/clock.ts';
import { lines } from './lines.ts';
import { askToAppend, writeBatch } from './protocol/produce.ts';
import { view } from './view.ts';

/** Less than Kafka takes at once by default (1 MB). */
const bytesAtOnce = 900_000;
const withinMs = 5000;

/** Writes so much to a topic at one stroke; false when the broker could not take it. */
export async function fill(admins: readonly Address[], topic: string): Promise<boolean> {
  const open = lines();
  try {
    const { brokers, topics } = await view(open, admins, [topic]);
    const leader = brokers.get(topics[0]?.partitions[0]?.leader ?? -1);
    if (!leader) return false;
    const batch = writeBatch({ values: [Buffer.alloc(bytesAtOnce)], time: Math.round(now()) });
    await open.to(leader).ask(askToAppend({ topic, partition: 0, batch, withinMs }), withinMs);
    return true;
  } catch {
    return false;
  } finally {
    open.close();
  }
}
