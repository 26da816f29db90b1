import type { StepType } from '../../model/step.ts';
import { duringType } from './during.ts';
import { goOnType } from './go-on.ts';
import { holdType } from './hold.ts';
import { recoverType } from './recover.ts';
import { startBrokerType } from './start-broker.ts';
import { startServicesType } from './start-services.ts';
import { untilType } from './until.ts';

/** Every kind of step that the harness knows: a new one is a file and a line here. */
export const stepTypes = [
  duringType,
  goOnType,
  holdType,
  recoverType,
  startBrokerType,
  startServicesType,
  untilType,
] as readonly StepType[];
