/** What a scenario file may import: the words in which a story is told. */

export { z } from 'zod';
export { hidden } from './analysis/hidden.ts';
export { storyEnd } from './analysis/operations.ts';
export { withoutCopies } from './analysis/records.ts';
export { healedEverywhere } from './analysis/recovery.ts';
// What was called otherwise, for one version.
export {
  availability,
  /** @deprecated It is called `availability` now. */
  availability as wentOn,
  boundedLog,
  boundedMemory,
  endToEnd,
  /** @deprecated It is called `endToEnd` now. */
  endToEnd as fullService,
  everyStory,
  gracefulShutdown,
  /** @deprecated It is called `gracefulShutdown` now. */
  gracefulShutdown as cleanShutDown,
  honestReadiness,
  /** @deprecated It is called `honestReadiness` now. */
  honestReadiness as honestWhileDegraded,
  noDuplicates,
  /** @deprecated It is called `noDuplicates` now. */
  noDuplicates as nothingDoubled,
  noFalseAck,
  /** @deprecated It is called `noFalseAck` now. */
  noFalseAck as saysSent,
  noLoss,
  /** @deprecated It is called `noLoss` now. */
  noLoss as nothingLost,
  noReconnectStorm,
  noRestart,
  noZombie,
  recoveredWithin,
  steadyState,
  /** @deprecated It is called `steadyState` now. */
  steadyState as loadAsBefore,
  withoutKafka,
} from './checks/index.ts';
export {
  cutTimes,
  degraded,
  fulfilledMeanwhile,
  fulfilledOperations,
  kafkaAnswers,
  refusedMeanwhile,
  waitsFor,
} from './engine/conditions.ts';
export { show } from './engine/show.ts';
export { during, together } from './engine/steps/during.ts';
export {
  expectAvailability,
  /** @deprecated It is called `expectAvailability` now. */
  expectAvailability as goOn,
} from './engine/steps/expect-availability.ts';
export {
  expectRecovery,
  /** @deprecated It is called `expectRecovery` now. */
  expectRecovery as recover,
} from './engine/steps/expect-recovery.ts';
export { startBroker } from './engine/steps/start-broker.ts';
export { startServices } from './engine/steps/start-services.ts';
export {
  wait,
  /** @deprecated It is called `wait` now. */
  wait as hold,
} from './engine/steps/wait.ts';
export {
  waitUntil,
  /** @deprecated It is called `waitUntil` now. */
  waitUntil as until,
} from './engine/steps/wait-until.ts';
export { broker, link, route, service, topics } from './faults/index.ts';
export { coordinatorTopic } from './kafka/coordinator.ts';
export { killService, startService } from './model/actions.ts';
export { authority } from './model/address.ts';
export {
  type Check,
  configurable,
  inconclusive,
  late,
  notExercised,
  passed,
  violated,
  violatedUnless,
} from './model/check.ts';
export { kilobytes, megabytes, ms, seconds } from './model/clock.ts';
export type { Control } from './model/control.ts';
export { type FaultType, type FaultUse, faultType, type Heal } from './model/fault.ts';
export type { History, Placed } from './model/history.ts';
export type { ServiceState } from './model/observation.ts';
export { type Answer, scenario, type Workload } from './model/scenario.ts';
export type { CommandContext, LinkDescription, ServiceDescription } from './model/service.ts';
export type { Condition, ConditionType, Step, StepContext, StepType } from './model/step.ts';
export { defineConfig, type Otherwise, type Story, story, type Telling } from './model/story.ts';
export type { Claim, RecordMeaning, StatesDescription, SystemDescription } from './model/system.ts';
/** The library of the schemas of options: what a check, a fault or a step of one's own is told is described with it. */
export type { BegunRun, Reporter } from './report/reporter.ts';
export { contentsOf } from './util/contents.ts';
export { ask } from './util/http.ts';
