import type { FaultEvidence } from '../core/fault.ts';
import { absent, absentEvidence } from './broker-absent.ts';
import { killed, killedEvidence } from './broker-killed.ts';

/** What a scenario can do to Kafka. */
export const broker = { absent, killed };

/** By a fault's name: how a history proves it. */
export const faultEvidence: ReadonlyMap<string, FaultEvidence> = new Map(
  [absentEvidence, killedEvidence].map((evidence) => [evidence.name, evidence]),
);
