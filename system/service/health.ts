import { z } from 'zod';
import type { Http } from './http.ts';
import { problem, problemSchema } from './problem.ts';

/** What a service says of itself on `/health` and on its page. */
export const healthView = z.object({
  ready: z.boolean(),
  /** What keeps it from being ready: names such as `kafka`, `central`, `monitor`. */
  waitingFor: z.array(z.string()),
});
export type HealthView = z.infer<typeof healthView>;

/** What a service knows of its health, and whatever more it wants to say. */
export interface Health {
  readonly ready: boolean;
  /** What keeps it from being ready. */
  readonly waitingFor: readonly string[];
  /** One sentence for a person; made of the rest when it is not given. */
  readonly why?: string;
  readonly [more: string]: unknown;
}

const healthAnswer = z.looseObject({
  service: z.string(),
  live: z.literal(true),
  pid: z.int(),
  ...healthView.shape,
  why: z.string(),
});

/** Serves `/health`, which always answers 200, and `/health/ready`, whose status says whether the service is ready. */
export function serveHealth(app: Http, service: string, health: () => Health): void {
  const answer = () => {
    const { waitingFor, ...rest } = health();
    const why = rest.ready ? 'It is ready.' : waitsFor(waitingFor);
    return { service, live: true as const, pid: process.pid, why, ...rest, waitingFor: [...waitingFor] };
  };
  app.get(
    '/health',
    { schema: { summary: 'What the service says of itself', response: { 200: healthAnswer } } },
    async () => answer(),
  );
  app.get(
    '/health/ready',
    { schema: { summary: 'Whether the service is ready', response: { 200: healthAnswer, 503: problemSchema } } },
    async (_request, reply) => {
      const now = answer();
      return now.ready ? now : problem(reply, 503, now.why);
    },
  );
}

const waitsFor = (waitingFor: readonly string[]) =>
  waitingFor.length > 0 ? `It waits for ${waitingFor.join(' and ')}.` : 'It is not ready.';
