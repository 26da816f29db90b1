/** What a scenario file may import: the words in which a story is told. */

export { killService, startService } from './actions.ts';
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
export { contentsOf } from './contents.ts';
export { authority } from './core/address.ts';
export { type Check, inconclusive, late, notExercised, passed, violated, violatedUnless } from './core/check.ts';
export { ms, seconds } from './core/clock.ts';
export type { Fault } from './core/fault.ts';
export { hidden } from './core/hidden.ts';
export type { History, Placed } from './core/history.ts';
export { storyEnd } from './core/ledger.ts';
export type { ServiceState } from './core/observation.ts';
export { withoutCopies } from './core/records.ts';
export { healedEverywhere } from './core/recovery.ts';
export { type Answer, scenario, type Workload } from './core/scenario.ts';
export type { Step, StepContext } from './core/step.ts';
export type {
  Claim,
  CommandContext,
  LinkDescription,
  RecordMeaning,
  ServiceDescription,
  StatesDescription,
  SystemDescription,
} from './core/system.ts';
export { broker, link, route, service, topics } from './faults/index.ts';
export { ask } from './http.ts';
export { coordinatorTopic } from './kafka/coordinator.ts';
export {
  type Condition,
  cutTimes,
  degraded,
  fulfilledMeanwhile,
  fulfilledOperations,
  kafkaAnswers,
  refusedMeanwhile,
  waitsFor,
} from './steps/conditions.ts';
export { during } from './steps/during.ts';
export { goOn } from './steps/go-on.ts';
export { hold } from './steps/hold.ts';
export { recover } from './steps/recover.ts';
export { show } from './steps/show.ts';
export { startBroker } from './steps/start-broker.ts';
export { startServices } from './steps/start-services.ts';
export { together } from './steps/together.ts';
export { until } from './steps/until.ts';
