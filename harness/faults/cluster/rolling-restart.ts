import { z } from 'zod';
import { brokersOf } from '../../analysis/cluster.ts';
import type { Observation } from '../../model/evidence.ts';
import { type FaultWindow, faultType } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { routesOpen } from '../evidence.ts';
import { restartOne, startAll, wholeCluster } from './control.ts';
import { syncedBeforeAndAfter } from './evidence.ts';

const name = 'broker.rollingRestart';

/**
 * One broker after the other is shut down (SIGTERM) and started again, as for an update; the next one's turn comes when
 * all replicas are in sync. It goes on while the steps do, and healing waits for its end.
 */
export const rollingRestart = faultType({
  name,
  options: z.strictObject({}),
  brokers: 'several',
  title: () => 'the brokers are restarted, one after the other',
  inject: async (control) => {
    await wholeCluster(control, name);
    const { brokers } = control.environment;
    const rolling = (async () => {
      for (const broker of brokers) await restartOne(control, broker);
    })();
    rolling.catch(() => undefined);
    return async (signal) => {
      try {
        await rolling;
      } finally {
        await startAll(control, brokers)(signal);
      }
    };
  },
  evidence: (history, window) => [
    ...oneByOne(history, window),
    wasMissed(history, window),
    ...syncedBeforeAndAfter(history, window),
    ...routesOpen(history, window),
  ],
});

/** Each broker was shut down in good order and started again once, and no two of them were away at the same time. */
function oneByOne(history: History, { injectAt, to }: FaultWindow): Observation[] {
  const facts = history.of('process').filter(({ at }) => at >= injectAt && at <= to);
  const turns = brokersOf(history).map((broker) => {
    const mine = facts.filter(({ subject }) => subject === broker);
    return {
      broker,
      exits: mine.filter(({ phase }) => phase === 'exited'),
      starts: mine.filter(({ phase }) => phase === 'started'),
    };
  });
  const away = turns.flatMap(({ broker, exits: [exit], starts: [start] }) =>
    exit && start ? [{ broker, from: exit.at, to: start.at }] : [],
  );
  const together = away.filter((one) =>
    away.some((other) => other !== one && other.from < one.to && one.from < other.to),
  );
  return [
    ...turns.map(({ broker, exits, starts }) => ({
      sentence: `${broker} ended ${exits.length} times (${exits.map(({ code, signal }) => signal ?? `exit code ${code}`).join(', ')}) and was started ${starts.length} times`,
      // Java turns SIGTERM into 128 + 15.
      holds: exits.length === 1 && exits[0]?.code === 143 && starts.length === 1,
      lines: [...exits, ...starts].map(({ line }) => line),
    })),
    {
      sentence: `${together.map(({ broker }) => broker).join(' and ') || 'no two of them'} were away at the same time`,
      holds: away.length === turns.length && together.length === 0,
      lines: [],
    },
  ];
}

/** While one was away the others said so. */
function wasMissed(history: History, { from, to }: FaultWindow): Observation {
  const names = brokersOf(history);
  const words = history.of('cluster').filter(({ at }) => at >= from && at <= to);
  const fewer = words.filter(({ partitions }) => partitions.some(({ inSync }) => inSync.length < names.length));
  return {
    sentence: `${fewer.length} of ${words.length} words of the brokers said that some replicas were not in sync`,
    holds: fewer.length > 0,
    lines: fewer.map(({ line }) => line),
  };
}
