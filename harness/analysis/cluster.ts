import type { History, Placed } from '../model/history.ts';

export type ClusterWord = Placed<'cluster'>;

/** The last word of each broker, of those that were said in this stretch of time. */
export function lastWords(history: History, from: number, to = Number.POSITIVE_INFINITY): readonly ClusterWord[] {
  const inside = history.of('cluster').filter(({ at }) => at >= from && at <= to);
  return [...new Map(inside.map((word) => [word.reportedBy, word])).values()];
}

/** A partition's leader by the latest of these words, and the word; undefined: nobody names one. */
export function leaderIn(words: readonly ClusterWord[], topic: string, partition: number) {
  const found = words.flatMap((word) =>
    word.partitions
      .filter((one) => one.topic === topic && one.partition === partition && one.leader >= 0)
      .map(({ leader, epoch, inSync }) => ({
        node: leader,
        epoch,
        inSync,
        reportedBy: word.reportedBy,
        line: word.line,
      })),
  );
  return found.toSorted((one, other) => other.epoch - one.epoch)[0];
}

/** The active controller by the latest of these words. */
export function controllerIn(words: readonly ClusterWord[]) {
  const found = words.flatMap(({ controller, line }) => (controller ? [{ ...controller, line }] : []));
  return found.toSorted((one, other) => other.epoch - one.epoch)[0];
}

/** Each of these brokers has said in this stretch that every partition has all its replicas in sync, and which leader. */
export function allInSync(words: readonly ClusterWord[], brokers: readonly string[]): boolean {
  const whole = ({ partitions }: ClusterWord) =>
    partitions.length > 0 && partitions.every(({ leader, inSync }) => leader >= 0 && inSync.length === brokers.length);
  return brokers.every((name) => words.some((word) => word.reportedBy === name && whole(word)));
}

/** Names of the brokers of a run, in the order of their numbers. */
export const brokersOf = (history: History): readonly string[] => history.run.brokers ?? ['kafka'];

export const nameOfNode = (history: History, node: number): string => brokersOf(history)[node - 1] ?? `node ${node}`;
