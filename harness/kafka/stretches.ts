import type { Line } from './line.ts';
import { refuse } from './protocol/errors.ts';
import { askOffsets } from './protocol/list-offsets.ts';

interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** Of a partition, first and next offset as the broker tells them. */
export interface Stretch extends Place {
  readonly beginning: number;
  readonly end: number;
}

const answersWithinMs = 5000;

/** What partitions hold now, asked of the broker that leads them. Rejects when it does not answer, or refuses one. */
export async function stretches<Asked extends Place>(
  line: Line,
  places: readonly Asked[],
): Promise<(Asked & Stretch)[]> {
  const [beginnings, ends] = await Promise.all(
    (['beginning', 'end'] as const).map(async (which) => {
      const found = await line.ask(askOffsets(which, places), answersWithinMs);
      for (const { topic, partition, error } of found) refuse(`ListOffsets of ${topic}/${partition}`, error);
      return new Map(found.map((one) => [placeOf(one), one.offset]));
    }),
  );
  return places.map((place) => ({
    ...place,
    beginning: beginnings?.get(placeOf(place)) ?? 0,
    end: ends?.get(placeOf(place)) ?? 0,
  }));
}

const placeOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;
