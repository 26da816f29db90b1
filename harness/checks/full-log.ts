import { type Doubt, hidden } from '../analysis/hidden.ts';
import type { History } from '../model/history.ts';

/** Why nobody can tell what is in the topics, if nobody can: records are counted only on a whole last read. */
export function logProblem(history: History): string | undefined {
  const read = history.of('final-read').at(-1);
  if (!read) {
    const note = history.of('note').find(({ about }) => about === 'final-read');
    return `the topics were not read to their end${note ? ` (${note.text})` : ''}`;
  }
  const short = read.partitions.find(({ beginning, end, read: count }) => count < end - beginning);
  if (short)
    return `${short.topic}/${short.partition} was read only in part (${short.read} of ${short.end - short.beginning})`;
  return undefined;
}

/**
 * Why what nobody saw may be in Kafka all the same, if it may. That something is not there is proven only where everything
 * that is there was read and understood; what was appended in another stretch of time cannot be it.
 */
export function mayBeThere(history: History, window?: Parameters<typeof hidden>[1]): Doubt | undefined {
  const problem = logProblem(history);
  return problem === undefined ? hidden(history, window) : { because: problem, lines: [] };
}
