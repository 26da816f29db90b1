import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { limited, limitedEvidence } from './limit.ts';

const name = 'service.memoryLimited';

export interface MemoryOptions {
  /** Of memory that is its own and that it writes to (RLIMIT_DATA). What it has already it keeps. */
  readonly bytes: number;
}

/** A service cannot get more memory than this: what it asks for beyond is refused by the kernel. Healing lifts the limit. */
export const memoryLimited = (service: string, { bytes }: MemoryOptions): Fault =>
  limited({
    name,
    title: `${service} has no more than ${Math.round(bytes / 1e6)} MB`,
    service,
    resource: 'data',
    bytes,
  });

export const memoryLimitedEvidence: FaultEvidence = limitedEvidence(name, 'data');
