import { z } from 'zod';
import { whole } from '../../service/settings.ts';

/** What a load is made of, and what it must keep. */
export const loadSettings = {
  chargePoints: whole(1).max(1500).default(500),
  minutes: z.coerce
    .number()
    .min(0.05)
    .max(24 * 60)
    .default(5),
  powerW: whole(1).max(1_000_000).default(22_000),
  /** The 99th percentile from an engine's report to the panel, in milliseconds. */
  p99Ms: whole(1).default(1000),
  /** Growth of central's memory in the second half, in MB each minute. */
  growthMb: z.coerce.number().positive().default(5),
  firstPort: whole(1).default(9300),
  /** Where its report goes. */
  out: z.string().min(1).default('reports'),
};

export type LoadSettings = z.infer<z.ZodObject<typeof loadSettings>>;
