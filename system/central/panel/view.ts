import { z } from 'zod';
import { chargePointStates } from '../../contract/states.ts';
import { healthView } from '../../service/health.ts';

/** A session that holds its charge point. Energy in Wh, money in cents, power in W, times in ms since the epoch. */
export const sessionView = z.object({
  id: z.string(),
  driverId: z.string(),
  chargePointId: z.string(),
  state: z.enum(['offered', 'authorised', 'supplying', 'charged', 'denied', 'cancelled']),
  targetWh: z.int(),
  priceCentsPerKwh: z.int(),
  powerW: z.int(),
  suppliedWh: z.int(),
  amountCents: z.int(),
  askedAt: z.number(),
  reason: z.string().nullable(),
});
export type SessionView = z.infer<typeof sessionView>;

/** One card of the panel. */
export const pointView = z.object({
  id: z.string(),
  location: z.string(),
  priceCentsPerKwh: z.int(),
  state: z.enum(chargePointStates),
  /** Whether central has stopped it on purpose, whatever else is the matter with it. */
  stopped: z.boolean(),
  /** What is the matter with its engine; null: nothing, or nothing is known. */
  fault: z.string().nullable(),
  /** When its monitor gave its last life sign; null: none since central started. */
  lastLifeSignAt: z.number().nullable(),
  /** Since when it is in this state, as far as central knows. */
  since: z.number(),
  session: sessionView.nullable(),
});
export type PointView = z.infer<typeof pointView>;

export const messageView = z.object({
  at: z.number(),
  kind: z.enum(['information', 'warning']),
  text: z.string(),
});
export type MessageView = z.infer<typeof messageView>;

/** All that the panel shows. */
export const panelView = z.object({
  at: z.number(),
  health: healthView,
  /** By id. */
  points: z.array(pointView),
  /** The open ones, the oldest first. */
  requests: z.array(sessionView),
  /** The newest first, at most 100. */
  messages: z.array(messageView),
});
export type PanelView = z.infer<typeof panelView>;
