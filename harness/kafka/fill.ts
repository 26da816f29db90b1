import type { Address } from '../core/address.ts';
import { bounded, oracle } from './witness.ts';

/** Less than Kafka takes at once by default (1 MB). */
const bytesAtOnce = 900_000;

/** Writes so much to a topic at one stroke; false when the broker could not take it. */
export async function fill(admins: readonly Address[], topic: string): Promise<boolean> {
  const producer = oracle(admins).producer({ allowAutoTopicCreation: false });
  try {
    await producer.connect();
    await producer.send({ topic, messages: [{ value: Buffer.alloc(bytesAtOnce) }] });
    return true;
  } catch {
    return false;
  } finally {
    await bounded(producer.disconnect());
  }
}
