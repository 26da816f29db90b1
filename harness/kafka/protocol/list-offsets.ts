import { array, byte, int, long, string } from '../bytes.ts';
import type { Question } from './question.ts';

export interface FoundOffset {
  readonly topic: string;
  readonly partition: number;
  readonly error: number;
  readonly offset: number;
}

const times = { beginning: -2, end: -1 } as const;

/** ListOffsets 2, the first that says how a transaction that is still open is to count: as if it were none. */
export const askOffsets = (
  which: keyof typeof times,
  partitions: readonly { readonly topic: string; readonly partition: number }[],
): Question<readonly FoundOffset[]> => ({
  name: 'ListOffsets',
  key: 2,
  version: 2,
  flexible: false,
  body: Buffer.concat([
    int(-1),
    byte(0),
    array(
      [...Map.groupBy(partitions, ({ topic }) => topic)].map(([topic, those]) =>
        Buffer.concat([
          string(topic),
          array(those.map(({ partition }) => Buffer.concat([int(partition), long(times[which])]))),
        ]),
      ),
    ),
  ]),
  read: (next) => {
    next.int();
    return next
      .array(() => {
        const topic = next.string() ?? '';
        return next.array(() => {
          const [partition, error] = [next.int(), next.short()];
          next.long();
          return { topic, partition, error, offset: next.long() };
        });
      })
      .flat();
  },
});
