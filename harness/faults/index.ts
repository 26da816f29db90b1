import type { FaultEvidence } from '../core/fault.ts';
import { absent, absentEvidence } from './broker-absent.ts';
import { killed, killedEvidence } from './broker-killed.ts';
import { cut, cutEvidence } from './route-cut.ts';

/** What a scenario can do to Kafka. */
export const broker = { absent, killed };

/** What it can do to the way there. */
export const route = { cut };

/** By a fault's name: how a history proves it. */
export const faultEvidence: ReadonlyMap<string, FaultEvidence> = new Map(
  [absentEvidence, killedEvidence, cutEvidence].map((evidence) => [evidence.name, evidence]),
);
