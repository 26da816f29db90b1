import { z } from 'zod';
import { pointSummary } from '../../contract/events.ts';
import { healthView } from '../../service/health.ts';

/** A request and how far it has come. Energy in Wh, money in cents, power in W, times in ms since the epoch. */
export const requestView = z.object({
  id: z.string(),
  chargePointId: z.string(),
  targetWh: z.int(),
  askedAt: z.number(),
  state: z.enum(['asked', 'authorised', 'supplying', 'charged', 'denied', 'cancelled']),
  /** The last word on it: a step, or why it ended as it did. */
  reason: z.string().nullable(),
  /** Null until supply has begun. */
  powerW: z.int().nullable(),
  suppliedWh: z.int().nullable(),
  amountCents: z.int().nullable(),
  /** Of the ticket. */
  priceCentsPerKwh: z.int().nullable(),
});
export type RequestView = z.infer<typeof requestView>;

/** All that the driver's page shows. */
export const driverView = z.object({
  at: z.number(),
  driverId: z.string(),
  health: healthView,
  central: z.object({ reachable: z.boolean(), lastHeardAt: z.number().nullable() }),
  /** As central last told, by id. */
  points: z.array(pointSummary),
  /** The newest first, at most 50. */
  requests: z.array(requestView),
  /** What the services file still holds; null when there is none. */
  services: z
    .object({
      /** Charge points that are still to be asked for, the next one first. */
      left: z.array(z.string()),
      done: z.int(),
      /** When the next one is asked for; null while one runs. */
      nextAt: z.number().nullable(),
    })
    .nullable(),
});
export type DriverView = z.infer<typeof driverView>;
