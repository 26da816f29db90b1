import { killBroker } from '../../model/actions.ts';
import type { Observation } from '../../model/evidence.ts';
import { type FaultWindow, faultType } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { leaderNow, led, startAll, wholeCluster } from './control.ts';
import { killedAndStarted, onlyTheseAway, otherLeader, victimsOf, wholeAgain } from './evidence.ts';

const name = 'broker.leaderDataLost';

/** What a broker says at its start that finds none of the logs of its partitions. */
const empty = /Loaded 0 logs/;

/**
 * The broker that leads a partition is killed and loses its storage, as with a disk that broke. Healing starts it empty:
 * it must get everything from the others before it counts again.
 */
export const leaderDataLost = faultType({
  name,
  options: led,
  brokers: 'several',
  title: ({ topic, partition }) => `the leader of ${topic}/${partition} is killed, and comes back empty`,
  inject: async (control, { topic, partition }) => {
    const { recorder, by } = control;
    await wholeCluster(control, name);
    const victim = leaderNow(control, topic, partition);
    await killBroker(victim, { recorder, by });
    return async (signal) => {
      const logged = victim.log().length;
      const away = !victim.running();
      if (away && !signal.aborted) await victim.wipe(signal);
      await startAll(control, [victim])(signal);
      if (!away || signal.aborted) return;
      const line = victim
        .log()
        .slice(logged)
        .split('\n')
        .find((one) => empty.test(one));
      if (line) recorder.record({ kind: 'log-line', subject: victim.name, text: line.slice(0, 300) });
    };
  },
  evidence: (history, window) => {
    const victims = victimsOf(history, window);
    return [
      ...killedAndStarted(history, window, 1),
      ...onlyTheseAway(history, window, victims),
      otherLeader(history, window, victims),
      cameBackEmpty(history, window, victims),
      ...wholeAgain(history, window, victims),
    ];
  },
});

/** By its own log there was nothing in its storage when it came back. */
function cameBackEmpty(history: History, { healFrom, to }: FaultWindow, victims: readonly string[]): Observation {
  const found = history
    .of('log-line')
    .find(({ subject, text, at }) => victims.includes(subject) && empty.test(text) && at >= healFrom && at <= to);
  return {
    sentence: found ? `the log of ${found.subject} says: ${found.text}` : 'no log says that it came back empty',
    holds: found !== undefined,
    lines: found ? [found.line] : [],
  };
}
