/** What a scenario file may import: the words in which a story is told. */
export { noRestart, nothingDoubled, nothingLost, recoveredWithin } from './checks/index.ts';
export { authority } from './core/address.ts';
export { type Check, inconclusive, passed, violated } from './core/check.ts';
export { ms, seconds } from './core/clock.ts';
export type { History, Placed } from './core/history.ts';
export { storyEnd } from './core/ledger.ts';
export type { ServiceState } from './core/observation.ts';
export { type Answer, scenario, type Workload } from './core/scenario.ts';
export type {
  CommandContext,
  LinkDescription,
  RecordMeaning,
  ServiceDescription,
  SystemDescription,
} from './core/system.ts';
export { broker, route } from './faults/index.ts';
export { ask } from './http.ts';
export { degraded, fulfilledOperations } from './steps/conditions.ts';
export { during } from './steps/during.ts';
export { hold } from './steps/hold.ts';
export { recover } from './steps/recover.ts';
export { startBroker } from './steps/start-broker.ts';
export { startServices } from './steps/start-services.ts';
export { together } from './steps/together.ts';
export { until } from './steps/until.ts';
