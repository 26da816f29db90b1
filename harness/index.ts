/** What a scenario file may import: the words in which a story is told. */

export { hidden } from './analysis/hidden.ts';
export { storyEnd } from './analysis/operations.ts';
export { withoutCopies } from './analysis/records.ts';
export { healedEverywhere } from './analysis/recovery.ts';
export {
  boundedLog,
  boundedMemory,
  cleanShutDown,
  fullService,
  honestWhileDegraded,
  loadAsBefore,
  noReconnectStorm,
  noRestart,
  nothingDoubled,
  nothingLost,
  noZombie,
  recoveredWithin,
  saysSent,
  wentOn,
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
export { goOn } from './engine/steps/go-on.ts';
export { hold } from './engine/steps/hold.ts';
export { recover } from './engine/steps/recover.ts';
export { startBroker } from './engine/steps/start-broker.ts';
export { startServices } from './engine/steps/start-services.ts';
export { until } from './engine/steps/until.ts';
export { broker, link, route, service, topics } from './faults/index.ts';
export { coordinatorTopic } from './kafka/coordinator.ts';
export { killService, startService } from './model/actions.ts';
export { authority } from './model/address.ts';
export { type Check, inconclusive, late, notExercised, passed, violated, violatedUnless } from './model/check.ts';
export { ms, seconds } from './model/clock.ts';
export type { Control } from './model/control.ts';
export { type FaultType, type FaultUse, faultType, type Heal } from './model/fault.ts';
export type { History, Placed } from './model/history.ts';
export type { ServiceState } from './model/observation.ts';
export { type Answer, scenario, type Workload } from './model/scenario.ts';
export type { Condition, ConditionType, Step, StepContext, StepType } from './model/step.ts';
export type {
  Claim,
  CommandContext,
  LinkDescription,
  RecordMeaning,
  ServiceDescription,
  StatesDescription,
  SystemDescription,
} from './model/system.ts';
export { contentsOf } from './util/contents.ts';
export { ask } from './util/http.ts';
