import { faultType } from '../../model/fault.ts';
import { killAll, leaderNow, led, wholeCluster } from './control.ts';
import { killedAndStarted, onlyTheseAway, otherLeader, victimsOf, wholeAgain } from './evidence.ts';

const name = 'broker.leaderKilled';

/** Of several brokers the one that leads a partition dies at once (SIGKILL). Healing starts it again, with its data. */
export const leaderKilled = faultType({
  name,
  options: led,
  brokers: 'several',
  title: ({ topic, partition }) => `the leader of ${topic}/${partition} is killed (SIGKILL)`,
  inject: async (control, { topic, partition }) => {
    await wholeCluster(control, name);
    return killAll(control, [leaderNow(control, topic, partition)]);
  },
  evidence: (history, window) => {
    const victims = victimsOf(history, window);
    return [
      ...killedAndStarted(history, window, 1),
      ...onlyTheseAway(history, window, victims),
      otherLeader(history, window, victims),
      ...wholeAgain(history, window, victims),
    ];
  },
});
