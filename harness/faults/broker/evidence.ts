import type { Observation } from '../../model/evidence.ts';
import type { FaultWindow } from '../../model/fault.ts';
import type { History, Placed } from '../../model/history.ts';
import { attempts, kafkaServices, kinds, mostlyMet, probesIn } from '../evidence.ts';

/** The name in the history of a broker that is alone. */
const broker = 'kafka';

const whose = (name: string) => (name === broker ? "the broker's" : `${name}'s`);

const brokerFacts = (history: History, of = broker) => history.of('process').filter(({ subject }) => subject === of);

const observation = (holds: boolean, sentence: string, facts: readonly ({ line: number } | undefined)[]) => ({
  sentence,
  holds,
  lines: facts.flatMap((fact) => (fact ? [fact.line] : [])),
});

/** Ways for a broker's process to end, as the operating system tells them. Java turns SIGTERM into 128 + 15. */
const ends = { killed: 'SIGKILL', stopped: 143, byItself: 1 } as const;

const exitIn = (history: History, { injectAt, healFrom }: FaultWindow, of = broker) =>
  brokerFacts(history, of).find(({ phase, at }) => phase === 'exited' && at >= injectAt && at <= healFrom);
const startIn = (history: History, { healFrom, to }: FaultWindow, of = broker) =>
  brokerFacts(history, of).find(({ phase, at }) => phase === 'started' && at >= healFrom && at <= to);

/** The operating system reaped the broker's process, which ended in the way that the fault wants. */
export function brokerDied(
  history: History,
  window: FaultWindow,
  way: keyof typeof ends = 'killed',
  of = broker,
): Observation {
  const exit = exitIn(history, window, of);
  const holds = exit !== undefined && (exit.signal ?? exit.code) === ends[way];
  const how = exit ? `ended by ${exit.signal ?? `exit code ${exit.code}`}` : '';
  return observation(
    holds,
    exit ? `${whose(of)} process ${exit.pid} ${how}` : `no ${of === broker ? 'broker' : of} process was seen to end`,
    [exit],
  );
}

/** No broker process of the run was alive, and nobody answered on the listener that no fault can touch. */
export function brokerGone(history: History, window: FaultWindow): Observation {
  const alive = brokerFacts(history).findLast(({ at }) => at <= window.from)?.phase === 'started';
  const probes = probesIn(history, window, 'admin');
  const met = `${attempts(probes)} attempts on its own listener met: ${kinds(probes)}`;
  const holds = !alive && mostlyMet(probes, ['refused']);
  return observation(holds, alive ? 'a broker process was alive' : `no broker process; ${met}`, probes);
}

/** A broker process was started by the heal, and not by anything else. */
export function brokerStarted(history: History, window: FaultWindow, of = broker): Observation {
  const start = startIn(history, window, of);
  const sentence = start
    ? `the heal started ${whose(of)} process ${start.pid}`
    : `the heal started no ${of === broker ? 'broker' : of} process`;
  return observation(start !== undefined, sentence, [start]);
}

/** While a restart went on, a client met through each route that nobody was there. */
export function routesMissed(history: History, window: FaultWindow): Observation[] {
  return kafkaServices(history).map((service) => {
    const probes = probesIn(history, { ...window, healFrom: window.to }, service);
    const holds = probes.some(({ outcome }) => ['closed', 'reset', 'refused'].includes(outcome));
    const sentence = `during the restart, ${attempts(probes)} attempts through the route of ${service} met: ${kinds(probes)}`;
    return observation(holds, sentence, probes);
  });
}

/** The operating system said that the process stood still, by the time at which that ended. */
export function brokerWasStopped(history: History, window: FaultWindow): Observation {
  const found = history
    .of('state')
    .findLast(
      ({ subject, state, at }) => subject === broker && state === 'T' && at >= window.injectAt && at <= window.to,
    );
  const sentence = `the operating system said that the broker's process ${found ? `${found.pid} stood still` : 'did nothing unusual'}`;
  return observation(found !== undefined, sentence, [found]);
}

/** It went on after the heal, and it is the same process. */
export function brokerThawed(history: History, window: FaultWindow): Observation {
  const mine = history.of('state').filter(({ subject, at }) => subject === broker && at >= window.injectAt);
  const after = mine.findLast(({ at }) => at >= window.healFrom && at <= window.to);
  const same = after !== undefined && after.pid === mine[0]?.pid;
  const exit = exitIn(history, window);
  const holds = same && !['T', 'gone'].includes(after.state) && !exit;
  const now = after ? `in state ${after.state} after the heal` : 'not looked at after the heal';
  return observation(holds, `the broker's process was ${exit ? 'ended' : now}`, [after, exit]);
}

/** The operating system said that the process could write no further. */
export function brokerLimited(history: History, window: FaultWindow): Observation {
  const found = history
    .of('state')
    .find(({ subject, limits, at }) => subject === broker && limits && at >= window.injectAt && at <= window.healFrom);
  const bytes = found?.limits?.['file-size'];
  const sentence = bytes === undefined ? 'no limit on its files was set' : `no file may grow beyond ${bytes} bytes`;
  return observation(bytes !== undefined, sentence, [found]);
}

/** The broker's own log says this. */
export function brokerSaid(history: History, window: FaultWindow, what: RegExp): Observation {
  const found = history
    .of('log-line')
    .find(
      ({ subject, text, at }) =>
        subject === broker && what.test(text) && at >= window.injectAt && at <= window.healFrom,
    );
  return observation(
    found !== undefined,
    found ? `Kafka's log says: ${found.text}` : `Kafka's log says nothing like ${what.source}`,
    [found],
  );
}

/** What answered after the heal was another cluster than what had answered before the fault. */
export function otherCluster(history: History, window: FaultWindow): Observation {
  const probes = history.of('probe').filter(({ cluster }) => cluster !== undefined);
  const before = probes.findLast(({ last }) => last <= window.injectAt);
  const after = probes.find(({ first }) => first >= window.healFrom);
  const holds = before !== undefined && after !== undefined && before.cluster !== after.cluster;
  const sentence = `cluster ${before?.cluster ?? 'unknown'} before, cluster ${after?.cluster ?? 'unknown'} after the heal`;
  return observation(holds, sentence, [before, after] satisfies (Placed<'probe'> | undefined)[]);
}

/** Another process than before answers for the broker. */
export function brokerReplaced(history: History, window: FaultWindow): Observation {
  const [exit, start] = [exitIn(history, window), startIn(history, window)];
  const holds = exit !== undefined && start !== undefined && exit.startTime !== start.startTime;
  const sentence = `process ${exit?.pid ?? 'unknown'} before, process ${start?.pid ?? 'unknown'} after the heal`;
  return observation(holds, sentence, [exit, start]);
}
