import type { Unread } from './protocol/batches.ts';

/** One record as the broker keeps it. */
export interface SeenRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since the epoch; the broker's own (it is set to LogAppendTime). */
  readonly appendedAt: number;
  readonly value: string;
}

/** What was there to be read and was not: offsets of a partition, or (without them) the whole of it. */
export interface Unseen extends Partial<Omit<Unread, 'why'>> {
  readonly topic: string;
  readonly partition: number;
  readonly why: string;
}

/** A topic as it is now: one that was deleted and made again has the name, and another id. */
export interface SeenTopic {
  readonly topic: string;
  readonly id: string;
  readonly partitions: number;
}

/** What a partition's batches were read as, told as what was seen there. */
export const seenIn = (
  { topic, partition }: { readonly topic: string; readonly partition: number },
  {
    records,
    unread,
  }: { readonly records: readonly Omit<SeenRecord, 'topic' | 'partition'>[]; readonly unread: readonly Unread[] },
): { readonly records: readonly SeenRecord[]; readonly unseen: readonly Unseen[] } => ({
  records: records.map((record) => ({ topic, partition, ...record })),
  unseen: unread.map((one) => ({ topic, partition, ...one })),
});
