import type { FaultEvidence } from '../model/fault.ts';
import { absent, absentEvidence } from './broker/absent.ts';
import { diskFull, diskFullEvidence } from './broker/disk-full.ts';
import { frozen, frozenEvidence } from './broker/frozen.ts';
import { killed, killedEvidence } from './broker/killed.ts';
import { restarted, restartedEvidence } from './broker/restarted.ts';
import { stopped, stoppedEvidence } from './broker/stopped.ts';
import { unresolved, unresolvedEvidence } from './broker/unresolved.ts';
import { wiped, wipedEvidence } from './broker/wiped.ts';
import { controllerKilled, controllerKilledEvidence } from './cluster/controller-killed.ts';
import { isolated, isolatedEvidence } from './cluster/isolated.ts';
import { leaderKilled, leaderKilledEvidence } from './cluster/leader-killed.ts';
import { minorityLeft, minorityLeftEvidence } from './cluster/minority-left.ts';
import { rollingRestart, rollingRestartEvidence } from './cluster/rolling-restart.ts';
import { uncleanReturn, uncleanReturnEvidence } from './cluster/unclean-return.ts';
import { blackHole as linkBlackHole, linkBlackHoleEvidence } from './link/black-hole.ts';
import { cut as linkCut, linkCutEvidence } from './link/cut.ts';
import { garbage, linkGarbageEvidence } from './link/garbage.ts';
import { bandwidth, bandwidthEvidence } from './route/bandwidth.ts';
import { blackHole, blackHoleEvidence } from './route/black-hole.ts';
import { cut, cutEvidence } from './route/cut.ts';
import { dataLimit, dataLimitEvidence } from './route/data-limit.ts';
import { flapping, flappingEvidence } from './route/flapping.ts';
import { latency, latencyEvidence } from './route/latency.ts';
import { reset, resetEvidence } from './route/reset.ts';
import { slicing, slicingEvidence } from './route/slicing.ts';
import { slowClose, slowCloseEvidence } from './route/slow-close.ts';
import { moved as clockMoved, clockMovedEvidence } from './service/clock-moved.ts';
import { diskFull as serviceDiskFull, serviceDiskFullEvidence } from './service/disk-full.ts';
import { frozen as serviceFrozen, frozenEvidence as serviceFrozenEvidence } from './service/frozen.ts';
import { killed as serviceKilled, killedEvidence as serviceKilledEvidence } from './service/killed.ts';
import { late, lateEvidence } from './service/late.ts';
import { memoryLimited, memoryLimitedEvidence } from './service/memory-limited.ts';
import { outOfMemory, outOfMemoryEvidence } from './service/out-of-memory.ts';
import { starved, starvedEvidence } from './service/starved.ts';
import { autoCreated, autoCreatedEvidence } from './topics/auto-created.ts';
import { missing, missingEvidence } from './topics/missing.ts';
import { partitionsAdded, partitionsAddedEvidence } from './topics/partitions-added.ts';
import { recreated, recreatedEvidence } from './topics/recreated.ts';

/** What a scenario can do to Kafka, where it is one broker. */
const alone = { absent, killed, stopped, frozen, restarted, wiped, diskFull, unresolved };
/** And where it is three. */
const ofThree = { leaderKilled, controllerKilled, isolated, rollingRestart, minorityLeft, uncleanReturn };
export const broker = { ...alone, ...ofThree };

/** What it can do to the topics. */
export const topics = { missing, autoCreated, partitionsAdded, recreated };

/** What it can do to the way there. */
export const route = { cut, reset, blackHole, latency, bandwidth, slowClose, slicing, dataLimit, flapping };

const named = (group: string, faults: object): string[] => Object.keys(faults).map((name) => `${group}.${name}`);
const onOne = new Set([...named('broker', alone), ...named('route', route)]);
const onThree = new Set(named('broker', ofThree));

/**
 * Whether a fault, by its name, is one for so many brokers. Where there are three, a service has three ways to Kafka, and
 * «the» broker is none of them: such a fault would be another one, and its evidence would look past it.
 */
export const fitsBrokers = (fault: string, brokers: number): boolean => !(brokers > 1 ? onOne : onThree).has(fault);

/** What it can do to the way from one service to another. */
export const link = { cut: linkCut, blackHole: linkBlackHole, garbage };

/** What it can do to one service's process. */
export const service = {
  killed: serviceKilled,
  frozen: serviceFrozen,
  late,
  clockMoved,
  starved,
  memoryLimited,
  outOfMemory,
  diskFull: serviceDiskFull,
};

/** By a fault's name: how a history proves it. */
export const faultEvidence: ReadonlyMap<string, FaultEvidence> = new Map(
  [
    absentEvidence,
    killedEvidence,
    stoppedEvidence,
    frozenEvidence,
    restartedEvidence,
    wipedEvidence,
    diskFullEvidence,
    leaderKilledEvidence,
    controllerKilledEvidence,
    isolatedEvidence,
    rollingRestartEvidence,
    minorityLeftEvidence,
    uncleanReturnEvidence,
    unresolvedEvidence,
    missingEvidence,
    autoCreatedEvidence,
    partitionsAddedEvidence,
    recreatedEvidence,
    cutEvidence,
    resetEvidence,
    blackHoleEvidence,
    latencyEvidence,
    bandwidthEvidence,
    slowCloseEvidence,
    slicingEvidence,
    dataLimitEvidence,
    flappingEvidence,
    linkCutEvidence,
    linkBlackHoleEvidence,
    linkGarbageEvidence,
    serviceKilledEvidence,
    serviceFrozenEvidence,
    lateEvidence,
    clockMovedEvidence,
    starvedEvidence,
    memoryLimitedEvidence,
    outOfMemoryEvidence,
    serviceDiskFullEvidence,
  ].map((evidence) => [evidence.name, evidence]),
);
