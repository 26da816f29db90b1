import type { StepType } from '../../model/step.ts';
import { duringType } from './during.ts';
import { expectAvailabilityType } from './expect-availability.ts';
import { expectRecoveryType } from './expect-recovery.ts';
import { startBrokerType } from './start-broker.ts';
import { startServicesType } from './start-services.ts';
import { waitType } from './wait.ts';
import { waitUntilType } from './wait-until.ts';

/** Every kind of step that the harness knows: a new one is a file and a line here. */
export const stepTypes = [
  duringType,
  expectAvailabilityType,
  waitType,
  expectRecoveryType,
  startBrokerType,
  startServicesType,
  waitUntilType,
] as readonly StepType[];
