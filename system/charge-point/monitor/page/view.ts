import { z } from 'zod';
import { healthView } from '../../../service/health.ts';

/** All that the monitor's status page shows. */
export const monitorView = z.object({
  at: z.number(),
  chargePointId: z.string(),
  location: z.string(),
  priceCentsPerKwh: z.int(),
  health: healthView,
  engine: z.object({ well: z.boolean(), reason: z.string().nullable() }),
  central: z.object({
    state: z.enum(['absent', 'refused', 'registered']),
    /** Why central has refused it. */
    reason: z.string().nullable(),
  }),
});
export type MonitorView = z.infer<typeof monitorView>;
