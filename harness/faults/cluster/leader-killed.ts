import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { killedAndStarted, onlyTheseAway, otherLeader, victimsOf, wholeAgain } from './evidence.ts';
import { killAll, leaderNow, wholeCluster } from './grip.ts';

/** One partition of a topic. */
export interface Led {
  readonly topic: string;
  readonly partition: number;
}

const name = 'broker.leaderKilled';

/** Of several brokers the one that leads a partition dies at once (SIGKILL). Healing starts it again, with its data. */
export const leaderKilled = ({ topic, partition }: Led): Fault => ({
  name,
  title: `the leader of ${topic}/${partition} is killed (SIGKILL)`,
  parameters: { topic, partition },
  inject: async (context, by) => {
    await wholeCluster(context, name);
    return killAll(context, [leaderNow(context, topic, partition)], by);
  },
});

export const leaderKilledEvidence: FaultEvidence = {
  name,
  evidence: (history, window) => {
    const victims = victimsOf(history, window);
    return [
      ...killedAndStarted(history, window, 1),
      ...onlyTheseAway(history, window, victims),
      otherLeader(history, window, victims),
      ...wholeAgain(history, window, victims),
    ];
  },
};
