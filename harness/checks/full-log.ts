import type { History } from '../core/history.ts';

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
