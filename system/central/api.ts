import { z } from 'zod';
import { type Http, problem, problemSchema } from '../service/http.ts';
import { pointView, sessionView } from './panel/view.ts';
import type { Sessions } from './sessions.ts';
import type { Stops } from './stops.ts';
import { pointViewOf, sessionViewOf } from './view.ts';
import type { Watch } from './watch.ts';

export interface CentralApiOptions {
  readonly watch: Watch;
  readonly sessions: Sessions;
  readonly stops: Stops;
  /** Whether what is accepted now can also be kept. */
  readonly hasRoom: () => boolean;
}

const most = 200;
const ticketView = z.object({
  session: z.string(),
  driverId: z.string(),
  chargePointId: z.string(),
  suppliedWh: z.int(),
  priceCentsPerKwh: z.int(),
  amountCents: z.int(),
  issuedAt: z.number(),
});
const params = z.object({ id: z.string().min(1).max(100) });
const body = z.strictObject({ reason: z.string().trim().min(1).max(200).default('No reason was given.') });
const done = { 204: z.null().describe('It is on disk and will be told to the charge point.') };
const refusals = { 404: problemSchema, 503: problemSchema };
const full = 'Too much waits to be sent: nothing more can be accepted until Kafka is back.';

/** What central tells over HTTP, and what an operator can do. */
export const centralApi =
  ({ watch, sessions, stops, hasRoom }: CentralApiOptions) =>
  (app: Http): void => {
    app.get(
      '/charge-points',
      { schema: { summary: 'All charge points as they are now', response: { 200: z.array(pointView) } } },
      async () => watch.points().map(pointViewOf),
    );
    app.get(
      '/sessions',
      { schema: { summary: `The latest ${most} sessions`, response: { 200: z.array(sessionView) } } },
      async () => sessions.recent(most).map(sessionViewOf),
    );
    app.get(
      '/tickets',
      { schema: { summary: `The latest ${most} tickets`, response: { 200: z.array(ticketView) } } },
      async () => sessions.tickets(most),
    );
    const known = (id: string) => watch.points().some((point) => point.id === id);
    app.post(
      '/charge-points/:id/stop',
      { schema: { summary: 'Stop a charge point', params, body, response: { ...done, ...refusals } } },
      async ({ params: { id }, body: { reason } }, reply) => {
        if (!known(id)) return problem(reply, 404, 'There is no charge point with this id.');
        if (!hasRoom()) return problem(reply, 503, full);
        stops.stop(id, reason);
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/charge-points/:id/resume',
      { schema: { summary: 'Let a charge point work again', params, response: { ...done, ...refusals } } },
      async ({ params: { id } }, reply) => {
        if (!known(id)) return problem(reply, 404, 'There is no charge point with this id.');
        if (!hasRoom()) return problem(reply, 503, full);
        stops.resume(id);
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/stop',
      { schema: { summary: 'Stop all charge points', body, response: { ...done, 503: problemSchema } } },
      async ({ body: { reason } }, reply) => {
        if (!hasRoom()) return problem(reply, 503, full);
        stops.stopAll(reason);
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/resume',
      { schema: { summary: 'Let all charge points work again', response: { ...done, 503: problemSchema } } },
      async (_request, reply) => {
        if (!hasRoom()) return problem(reply, 503, full);
        stops.resumeAll();
        return reply.code(204).send(null);
      },
    );
  };
