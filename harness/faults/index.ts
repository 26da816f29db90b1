import type { Duration } from '../model/clock.ts';
import { type FaultType, type Parameters, use } from '../model/fault.ts';
import { absent } from './broker/absent.ts';
import { diskFull } from './broker/disk-full.ts';
import { frozen } from './broker/frozen.ts';
import { killed } from './broker/killed.ts';
import { restarted } from './broker/restarted.ts';
import { stopped } from './broker/stopped.ts';
import { unresolved } from './broker/unresolved.ts';
import { wiped } from './broker/wiped.ts';
import { controllerKilled } from './cluster/controller-killed.ts';
import { isolated } from './cluster/isolated.ts';
import { leaderKilled } from './cluster/leader-killed.ts';
import { minorityLeft } from './cluster/minority-left.ts';
import { rollingRestart } from './cluster/rolling-restart.ts';
import { uncleanReturn } from './cluster/unclean-return.ts';
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
import { diskFull as serviceDiskFull } from './service/disk-full.ts';
import { frozen as serviceFrozen } from './service/frozen.ts';
import { killed as serviceKilled } from './service/killed.ts';
import { late } from './service/late.ts';
import { memoryLimited } from './service/memory-limited.ts';
import { outOfMemory } from './service/out-of-memory.ts';
import { starved } from './service/starved.ts';
import { autoCreated } from './topics/auto-created.ts';
import { missing } from './topics/missing.ts';
import { partitionsAdded } from './topics/partitions-added.ts';
import { recreated } from './topics/recreated.ts';

/** Every kind of fault that the harness knows: a new one is a file and a line here, and a word in its group below. */
const all: readonly FaultType[] = [
  ...[absent, killed, stopped, frozen, restarted, wiped, diskFull, unresolved],
  ...[leaderKilled, controllerKilled, isolated, rollingRestart, minorityLeft, uncleanReturn],
  ...[missing, autoCreated, partitionsAdded, recreated],
  ...[cut, reset, blackHole, latency, bandwidth, slowClose, slicing, dataLimit, flapping],
  ...[linkCut, linkBlackHole, garbage],
  ...[serviceKilled, serviceFrozen, late, moved, starved, memoryLimited, outOfMemory, serviceDiskFull],
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
  absent: of(absent),
  killed: () => use(killed),
  stopped: () => use(stopped),
  frozen: () => use(frozen),
  restarted: () => use(restarted),
  wiped: () => use(wiped),
  diskFull: () => use(diskFull),
  unresolved: () => use(unresolved),
  leaderKilled: of(leaderKilled),
  controllerKilled: () => use(controllerKilled),
  isolated: of(isolated),
  rollingRestart: () => use(rollingRestart),
  minorityLeft: () => use(minorityLeft),
  uncleanReturn: of(uncleanReturn),
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
  frozen: (name: string) => use(serviceFrozen, { service: name }),
  late: (name: string) => use(late, { service: name }),
  clockMoved: (name: string, by: ClockMove) =>
    use(moved, { service: name, byMs: 'ahead' in by ? by.ahead : -by.behind }),
  starved: on(starved),
  memoryLimited: on(memoryLimited),
  outOfMemory: (name: string) => use(outOfMemory, { service: name }),
  diskFull: (name: string) => use(serviceDiskFull, { service: name }),
};

/**
 * Whether a fault, by its name, is one for so many brokers. Where there are three, a service has three ways to Kafka, and
 * «the» broker is none of them: such a fault would be another one, and its evidence would look past it.
 */
export function fitsBrokers(fault: string, brokers: number): boolean {
  const wanted = faultTypes.get(fault)?.brokers;
  return wanted === undefined || wanted === (brokers > 1 ? 'several' : 'one');
}
