import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { limited, limitedEvidence } from './limit.ts';

const name = 'service.diskFull';

/** A service can write to no file any more (RLIMIT_FSIZE), its log and its database included. Healing makes room. */
export const diskFull = (service: string): Fault =>
  limited({ name, title: `the disk of ${service} is full`, service, resource: 'file-size', bytes: 0 });

export const serviceDiskFullEvidence: FaultEvidence = limitedEvidence(name, 'file-size');
