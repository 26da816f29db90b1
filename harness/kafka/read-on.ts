import type { Line } from './line.ts';
import { type Batches, readBatches } from './protocol/batches.ts';
import { errorCode } from './protocol/errors.ts';
import { askFetch } from './protocol/fetch.ts';

/** How far a partition of a topic has been read. */
export interface Reading {
  readonly topic: string;
  readonly topicId: string;
  readonly partition: number;
  /** The offset of what comes next. */
  readonly position: number;
}

export interface ReadOn<Place extends Reading> extends Batches {
  readonly place: Place;
  /** 0, or why nothing was read. */
  readonly error: number;
  /** Where the partition ended. */
  readonly end: number;
}

const mostBytes = 16 * 1024 * 1024;
const mostOfAPartition = 1024 * 1024;
/** Behind the wait that the broker was asked for; a busy machine gets thirty times what it takes. */
const answersWithinMs = 3000;

let turns = 0;

/**
 * What has come since in partitions that this broker leads. When nothing has, it waits so long for something. Rejects
 * when the broker does not answer.
 */
export async function readOn<Place extends Reading>(
  line: Line,
  places: readonly Place[],
  maxWaitMs: number,
): Promise<readonly ReadOn<Place>[]> {
  // Another one is the first each time: only that one is given a batch that is longer than it may be.
  turns += 1;
  const first = turns % Math.max(1, places.length);
  const inTurn = [...places.slice(first), ...places.slice(0, first)];
  const partitions = inTurn.map(({ topicId, partition, position }) => ({
    topicId,
    partition,
    from: position,
    most: mostOfAPartition,
  }));
  const fetched = await line.ask(askFetch({ partitions, maxWaitMs, mostBytes }), maxWaitMs + answersWithinMs);
  const asked = new Map(inTurn.map((place) => [keyOf(place), place]));
  return fetched.flatMap((found) => {
    const place = asked.get(keyOf(found));
    if (!place) return [];
    const { error, end, batches } = found;
    const read = readBatches(error === 0 ? batches : Buffer.alloc(0), place.position);
    return [{ ...read, place, error, end }];
  });
}

export const keyOf = ({ topicId, partition }: Pick<Reading, 'topicId' | 'partition'>): string =>
  `${topicId}/${partition}`;

/** The offset that was asked for is not there: what was read has been taken away, or deleted before it was read. */
export const isElsewhere = ({ error }: { readonly error: number }): boolean => error === errorCode.offsetOutOfRange;
