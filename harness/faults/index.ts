import type { Duration } from '../model/clock.ts';
import { type FaultType, type Parameters, use } from '../model/fault.ts';
import { dataLost } from './broker/data-lost.ts';
import { diskFull } from './broker/disk-full.ts';
import { dnsMissing } from './broker/dns-missing.ts';
import { killed } from './broker/killed.ts';
import { notStarted } from './broker/not-started.ts';
import { paused } from './broker/paused.ts';
import { restarted } from './broker/restarted.ts';
import { stopped } from './broker/stopped.ts';
import { controllerKilled } from './cluster/controller-killed.ts';
import { leaderDataLost } from './cluster/leader-data-lost.ts';
import { leaderKilled } from './cluster/leader-killed.ts';
import { partitioned } from './cluster/partitioned.ts';
import { quorumLost } from './cluster/quorum-lost.ts';
import { rollingRestart } from './cluster/rolling-restart.ts';
import { blackHole as linkBlackHole } from './link/black-hole.ts';
import { cut as linkCut } from './link/cut.ts';
import { garbage } from './link/garbage.ts';
import { bandwidth } from './route/bandwidth.ts';
import { blackHole } from './route/black-hole.ts';
import { cut } from './route/cut.ts';
import { dataLimit } from './route/data-limit.ts';
import { flapping } from './route/flapping.ts';
import { latency } from './route/latency.ts';
import { reset } from './route/reset.ts';
import { slicing } from './route/slicing.ts';
import { slowClose } from './route/slow-close.ts';
import { moved } from './service/clock-moved.ts';
import { cpuThrottled } from './service/cpu-throttled.ts';
import { delayedStart } from './service/delayed-start.ts';
import { diskFull as serviceDiskFull } from './service/disk-full.ts';
import { killed as serviceKilled } from './service/killed.ts';
import { memoryLimited } from './service/memory-limited.ts';
import { outOfMemory } from './service/out-of-memory.ts';
import { paused as servicePaused } from './service/paused.ts';
import { autoCreated } from './topics/auto-created.ts';
import { missing } from './topics/missing.ts';
import { partitionsAdded } from './topics/partitions-added.ts';
import { recreated } from './topics/recreated.ts';

/** Every kind of fault that the harness knows: a new one is a file and a line here, and a word in its group below. */
const all: readonly FaultType[] = [
  ...[notStarted, killed, stopped, paused, restarted, dataLost, diskFull, dnsMissing],
  ...[leaderKilled, controllerKilled, partitioned, rollingRestart, quorumLost, leaderDataLost],
  ...[missing, autoCreated, partitionsAdded, recreated],
  ...[cut, reset, blackHole, latency, bandwidth, slowClose, slicing, dataLimit, flapping],
  ...[linkCut, linkBlackHole, garbage],
  ...[serviceKilled, servicePaused, delayedStart, moved, cpuThrottled, memoryLimited, outOfMemory, serviceDiskFull],
];

export const faultTypes: ReadonlyMap<string, FaultType> = new Map(all.map((type) => [type.name, type]));

/** Options as a scenario writes them: what the schema has a default for may be left out. */
type Given<Type> = Type extends FaultType<infer Options> ? Omit<Options, 'of'> & { readonly of?: string } : never;

const of =
  <Options extends Parameters>(type: FaultType<Options>) =>
  (options: Given<FaultType<Options>>) =>
    use(type, options);
const bare =
  <Options extends Parameters>(type: FaultType<Options>) =>
  (options: { readonly of?: string } = {}) =>
    use(type, options);
/** A service's name comes first, and further options behind it. */
const on =
  <Options extends Parameters & { readonly service: string }>(type: FaultType<Options>) =>
  (service: string, options?: Omit<Options, 'service'>) =>
    use(type, { service, ...options });

/** What a scenario can do to Kafka: to one broker, and to one of several. */
export const broker = {
  notStarted: of(notStarted),
  killed: () => use(killed),
  stopped: () => use(stopped),
  paused: () => use(paused),
  restarted: () => use(restarted),
  dataLost: () => use(dataLost),
  diskFull: () => use(diskFull),
  dnsMissing: () => use(dnsMissing),
  leaderKilled: of(leaderKilled),
  controllerKilled: () => use(controllerKilled),
  partitioned: of(partitioned),
  rollingRestart: () => use(rollingRestart),
  quorumLost: () => use(quorumLost),
  leaderDataLost: of(leaderDataLost),
  /** @deprecated It is called `notStarted` now. */
  absent: of(notStarted),
  /** @deprecated It is called `paused` now. */
  frozen: () => use(paused),
  /** @deprecated It is called `dataLost` now. */
  wiped: () => use(dataLost),
  /** @deprecated It is called `dnsMissing` now. */
  unresolved: () => use(dnsMissing),
  /** @deprecated It is called `partitioned` now. */
  isolated: of(partitioned),
  /** @deprecated It is called `quorumLost` now. */
  minorityLeft: () => use(quorumLost),
  /** @deprecated It is called `leaderDataLost` now. */
  uncleanReturn: of(leaderDataLost),
};

/** What it can do to the topics. */
export const topics = {
  missing: () => use(missing),
  autoCreated: () => use(autoCreated),
  partitionsAdded: of(partitionsAdded),
  recreated: () => use(recreated),
};

/** What it can do to the way there. */
export const route = {
  cut: bare(cut),
  reset: bare(reset),
  blackHole: of(blackHole),
  latency: of(latency),
  bandwidth: of(bandwidth),
  slowClose: of(slowClose),
  slicing: of(slicing),
  dataLimit: of(dataLimit),
  flapping: of(flapping),
};

/** What it can do to the way from one service to another. */
export const link = { cut: bare(linkCut), blackHole: bare(linkBlackHole), garbage: of(garbage) };

/** How a service's clock stands to the machine's. */
export type ClockMove = { readonly ahead: Duration } | { readonly behind: Duration };

/** What it can do to one service's process. */
export const service = {
  killed: (name: string) => use(serviceKilled, { service: name }),
  paused: (name: string) => use(servicePaused, { service: name }),
  delayedStart: (name: string) => use(delayedStart, { service: name }),
  clockMoved: (name: string, by: ClockMove) =>
    use(moved, { service: name, byMs: 'ahead' in by ? by.ahead : -by.behind }),
  cpuThrottled: on(cpuThrottled),
  memoryLimited: on(memoryLimited),
  outOfMemory: (name: string) => use(outOfMemory, { service: name }),
  diskFull: (name: string) => use(serviceDiskFull, { service: name }),
  /** @deprecated It is called `paused` now. */
  frozen: (name: string) => use(servicePaused, { service: name }),
  /** @deprecated It is called `delayedStart` now. */
  late: (name: string) => use(delayedStart, { service: name }),
  /** @deprecated It is called `cpuThrottled` now. */
  starved: on(cpuThrottled),
};

/**
 * Whether a fault, by its name, is one for so many brokers. Where there are three, a service has three ways to Kafka, and
 * «the» broker is none of them: such a fault would be another one, and its evidence would look past it.
 */
export function fitsBrokers(fault: string, brokers: number): boolean {
  const wanted = faultTypes.get(fault)?.brokers;
  return wanted === undefined || wanted === (brokers > 1 ? 'several' : 'one');
}
