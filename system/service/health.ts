import { z } from 'zod';

/** What a service says of itself on `/health` and on its page. */
export const healthView = z.object({
  ready: z.boolean(),
  /** What keeps it from being ready: names such as `kafka`, `central`, `monitor`. */
  waitingFor: z.array(z.string()),
});
export type HealthView = z.infer<typeof healthView>;
