import { z } from 'zod';
import { faultType } from '../../model/fault.ts';
import { limit, limitEvidence } from './limit.ts';

const name = 'service.diskFull';
const limited = limit(name, 'file-size');

/** A service can write to no file any more (RLIMIT_FSIZE), its log and its database included. Healing makes room. */
export const diskFull = faultType({
  name,
  // `bytes` stands in every history of it, and nothing else than 0 is a full disk.
  options: z.strictObject({ service: z.string(), bytes: z.literal(0).default(0) }),
  title: ({ service }) => `the disk of ${service} is full`,
  sparesKafka: true,
  inject: (control, { service, bytes }) => limited(control, service, bytes),
  evidence: (history, window) => limitEvidence(history, window, 'file-size', window.parameters.bytes),
});
