import { z } from 'zod';
import { healthView } from '../../../service/health.ts';

/** A session at the charge point. Energy in Wh, money in cents, power in W. */
export const chargeView = z.object({
  id: z.string(),
  driverId: z.string(),
  state: z.enum(['accepted', 'supplying', 'ended', 'refused', 'expired']),
  targetWh: z.int(),
  priceCentsPerKwh: z.int(),
  powerW: z.int(),
  suppliedWh: z.int(),
  amountCents: z.int(),
  reason: z.string().nullable(),
});
export type ChargeView = z.infer<typeof chargeView>;

/** All that the charge point's page shows. */
export const chargePointView = z.object({
  at: z.number(),
  /** Null until the monitor has said who this is. */
  chargePointId: z.string().nullable(),
  priceCentsPerKwh: z.int().nullable(),
  powerW: z.int(),
  health: healthView,
  /** Whether the monitor gives its life signs, and whether it reaches central. */
  monitor: z.object({ present: z.boolean(), reachesCentral: z.boolean() }),
  fault: z.string().nullable(),
  /** Why central has stopped it; null: it has not. */
  stopped: z.string().nullable(),
  /** Why no charge can be begun by hand now; null: one can. */
  cannotBegin: z.string().nullable(),
  /** The open session. */
  session: chargeView.nullable(),
  /** The session that ended last. */
  last: chargeView.nullable(),
});
export type ChargePointView = z.infer<typeof chargePointView>;
