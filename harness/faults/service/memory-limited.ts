import { z } from 'zod';
import { faultType } from '../../model/fault.ts';
import { limit, limitEvidence } from './limit.ts';

const name = 'service.memoryLimited';
const limited = limit(name, 'data');

/**
 * A service cannot get more memory than `bytes` that is its own and that it writes to (RLIMIT_DATA): what it asks for
 * beyond is refused by the kernel, and what it has already it keeps. Healing lifts the limit.
 */
export const memoryLimited = faultType({
  name,
  options: z.strictObject({ service: z.string(), bytes: z.int().positive() }),
  title: ({ service, bytes }) => `${service} has no more than ${Math.round(bytes / 1e6)} MB`,
  sparesKafka: true,
  inject: (control, { service, bytes }) => limited(control, service, bytes),
  evidence: (history, window) => limitEvidence(history, window, 'data', window.parameters.bytes),
});
