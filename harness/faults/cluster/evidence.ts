import {
  allInSync,
  brokersOf,
  type ClusterWord,
  controllerIn,
  lastWords,
  leaderIn,
  nameOfNode,
} from '../../analysis/cluster.ts';
import { least } from '../../analysis/extremes.ts';
import type { Observation } from '../../model/evidence.ts';
import type { FaultWindow } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { brokerDied, brokerStarted } from '../broker/evidence.ts';
import { attempts, kafkaServices, kinds, mostlyMet, probesIn, routesMet, routesOpen } from '../evidence.ts';
import type { Led } from './control.ts';

/** The brokers that this fault ended, by what the harness wrote before it did it. */
export function victimsOf(history: History, { fault }: FaultWindow): readonly string[] {
  const ended = history.of('intent').filter(({ by, action }) => by === fault && action !== 'start');
  return [...new Set(ended.map(({ subject }) => subject))];
}

/** What was last said before the fault did anything: it first waits for the cluster to be whole. */
export function saidBefore(history: History, { fault, injectAt, from }: FaultWindow): readonly ClusterWord[] {
  const deeds = [
    ...history.of('intent').filter(({ by }) => by === fault),
    ...history.of('route').filter(({ at }) => at >= injectAt && at <= from),
  ];
  return lastWords(
    history,
    injectAt,
    least(
      deeds.map(({ at }) => at),
      from,
    ),
  );
}
/** What the others said while it was there. */
const meanwhile = (history: History, { from, healFrom }: FaultWindow, victims: readonly string[]) =>
  lastWords(history, from, healFrom).filter(({ reportedBy }) => !victims.includes(reportedBy));

const linesOf = (words: readonly ClusterWord[]) => words.map(({ line }) => line);

/** So many brokers, and no more, were ended by the fault, each by SIGKILL, and each was started by the heal. */
export function killedAndStarted(history: History, window: FaultWindow, howMany: number): Observation[] {
  const victims = victimsOf(history, window);
  return [
    {
      sentence: `of ${brokersOf(history).join(', ')} the fault hit: ${victims.join(', ') || 'none'}`,
      holds: victims.length === howMany,
      lines: [],
    },
    ...victims.flatMap((of) => [brokerDied(history, window, 'killed', of), brokerStarted(history, window, of)]),
  ];
}

/** Through the ways to these brokers a client met that nobody was there; through the others somebody answered. */
export function onlyTheseAway(history: History, window: FaultWindow, victims: readonly string[]): Observation[] {
  const ways = (of: readonly string[]) =>
    kafkaServices(history).flatMap((service) => of.map((broker) => `${service}@${broker}`));
  const others = brokersOf(history).filter((name) => !victims.includes(name));
  return [
    ...routesMet(history, window, ['closed', 'reset', 'refused'], ways(victims)),
    ...ways(others).map((way) => {
      const probes = probesIn(history, window, way);
      // While there is no leader the others say that they are not ready; a machine that is busy may be silent, too.
      const holds =
        probes.some(({ outcome }) => outcome === 'answers') && mostlyMet(probes, ['answers', 'not-ready', 'silent']);
      const sentence = `through ${way}, which leads elsewhere, ${attempts(probes)} attempts met: ${kinds(probes)}`;
      return { sentence, holds, lines: probes.map(({ line }) => line) };
    }),
  ];
}

/** The partition had this broker for its leader, and another one, of a later epoch, while it was away. */
export function otherLeader(history: History, window: FaultWindow<Led>, victims: readonly string[]): Observation {
  const { topic, partition } = window.parameters;
  const [was, is] = [
    leaderIn(saidBefore(history, window), topic, partition),
    leaderIn(meanwhile(history, window, victims), topic, partition),
  ];
  return tookOver(
    history,
    { was, is, victims },
    (one, other) => `${topic}/${partition} was led by ${one}, and then, by the word of the others, by ${other}`,
  );
}

/** The active controller was this broker, and is another one, of a later epoch. */
export function otherController(history: History, window: FaultWindow, victims: readonly string[]): Observation {
  const [was, is] = [controllerIn(saidBefore(history, window)), controllerIn(meanwhile(history, window, victims))];
  return tookOver(history, { was, is, victims }, (one, other) => `the active controller was ${one}, and then ${other}`);
}

interface Office {
  readonly node: number;
  readonly epoch: number;
  readonly line: number;
}

interface Succession {
  readonly was: Office | undefined;
  readonly is: Office | undefined;
  readonly victims: readonly string[];
}

/** One of the victims had it, and one that is none has it now, of a later epoch. */
function tookOver(
  history: History,
  { was, is, victims }: Succession,
  sentence: (was: string, is: string) => string,
): Observation {
  const holds =
    was !== undefined &&
    is !== undefined &&
    victims.includes(nameOfNode(history, was.node)) &&
    !victims.includes(nameOfNode(history, is.node)) &&
    is.epoch > was.epoch;
  const words = (one: Office | undefined) => (one ? `${nameOfNode(history, one.node)} (epoch ${one.epoch})` : 'nobody');
  return {
    sentence: sentence(words(was), words(is)),
    holds,
    lines: [was, is].flatMap((one) => (one ? [one.line] : [])),
  };
}

/** All replicas were in sync before the fault, and all again after its heal. */
export function syncedBeforeAndAfter(history: History, window: FaultWindow): Observation[] {
  const names = brokersOf(history);
  const [was, is] = [saidBefore(history, window), lastWords(history, window.healFrom)];
  return [
    {
      sentence: `before the fault all ${names.length} brokers said that all replicas were in sync`,
      holds: allInSync(was, names),
      lines: linesOf(was),
    },
    {
      sentence: 'after the heal all of them said it again',
      holds: allInSync(is, names),
      lines: linesOf(is),
    },
  ];
}

/** The others said that some replicas were not in sync. */
function missed(history: History, window: FaultWindow, victims: readonly string[]): Observation {
  const all = brokersOf(history).length;
  const words = meanwhile(history, window, victims).filter(({ partitions }) =>
    partitions.some(({ inSync }) => inSync.length < all),
  );
  return {
    sentence: `meanwhile ${words.map(({ reportedBy }) => reportedBy).join(', ') || 'nobody'} said that some replicas were not in sync`,
    holds: words.length > 0,
    lines: linesOf(words),
  };
}

/** What every fault that ends brokers must show after its heal. */
export const wholeAgain = (history: History, window: FaultWindow, victims: readonly string[]): Observation[] => [
  missed(history, window, victims),
  ...syncedBeforeAndAfter(history, window),
  ...routesOpen(history, window),
];
