import { now } from '../model/clock.ts';
import type { Metadata } from './protocol/metadata.ts';
import { keyOf, type Reading } from './read-on.ts';
import type { SeenTopic } from './seen.ts';

/** A partition that is followed: who leads it, and how far it has been read. */
export interface Followed extends Reading {
  readonly leader: number;
  readonly epoch: number;
  /** Behind the last offset that was ever read of it: what is before that was seen, whatever became of it. */
  readonly reached: number;
  readonly failingSince?: number;
  readonly told?: true;
}

/** A partition that cannot be read while its broker answers is nothing that passes by after so long. */
export const toldUnreachableAfterMs = 2000;

/** Which partitions are followed, and how far each has been read. */
export function follow({ onTopic }: { readonly onTopic?: (topic: SeenTopic) => void }) {
  let followed = new Map<string, Followed>();
  const topics = new Map<string, SeenTopic>();
  /** Undefined when that partition is no longer read in that way. */
  const change = (place: Followed, changed: Partial<Followed>): Followed | undefined => {
    if (followed.get(keyOf(place)) !== place) return undefined;
    const next = { ...place, ...changed };
    followed.set(keyOf(place), next);
    return next;
  };
  return {
    /** Takes up what is new, from its beginning, and lets go of what is gone. Another leader may have other records. */
    see: (seen: Metadata) => {
      for (const { name: topic, id, partitions } of seen.topics) {
        const before = topics.get(topic);
        if (before?.id === id && before.partitions === partitions.length) continue;
        topics.set(topic, { topic, id, partitions: partitions.length });
        onTopic?.({ topic, id, partitions: partitions.length });
      }
      const there = seen.topics.flatMap(({ name: topic, id: topicId, partitions }) =>
        partitions.map(({ partition, leader, epoch }) => {
          const known = followed.get(keyOf({ topicId, partition }));
          if (known && known.leader === leader && known.epoch === epoch) return known;
          return { topic, topicId, partition, leader, epoch, position: 0, reached: known?.reached ?? 0 };
        }),
      );
      followed = new Map(there.map((place) => [keyOf(place), place]));
    },
    ledBy: (node: number): readonly Followed[] => [...followed.values()].filter(({ leader }) => leader === node),
    /** False: nothing that was read there counts any more. */
    advance: (place: Followed, position: number): boolean => {
      const { failingSince: _, told: __, ...rest } = place;
      if (followed.get(keyOf(place)) !== place) return false;
      followed.set(keyOf(place), { ...rest, position, reached: Math.max(place.reached, position) });
      return true;
    },
    beginAnew: (places: readonly Followed[]) => {
      for (const place of places) change(place, { position: 0 });
    },
    /** It goes on from its beginning; returns what nobody will ever read, if there is such a thing. */
    returnTo: (place: Followed, beginning: number): { readonly from: number; readonly to: number } | undefined => {
      const gone = beginning > place.reached ? { from: place.reached, to: beginning - 1 } : undefined;
      const changed = change(place, { position: beginning, reached: Math.max(place.reached, beginning) });
      return changed && gone;
    },
    /** How long it has been failing, in milliseconds. */
    failed: (place: Followed): number => {
      const failingSince = place.failingSince ?? now();
      change(place, { failingSince });
      return now() - failingSince;
    },
    /** Whether this is the first time that it is to be told. */
    tellOnce: (place: Followed): boolean => {
      const current = followed.get(keyOf(place));
      if (!current || current.told) return false;
      followed.set(keyOf(place), { ...current, told: true });
      return true;
    },
  };
}
