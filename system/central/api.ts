import type { FastifyInstance } from 'fastify';
import type { ChargePoints } from './charge-points.ts';
import type { Sessions } from './sessions.ts';

const most = 200;

/** What central tells over HTTP. */
export const centralApi =
  ({ points, sessions }: { readonly points: ChargePoints; readonly sessions: Sessions }) =>
  (app: FastifyInstance): void => {
    app.get('/charge-points', async () =>
      points.all().map(({ id }) => {
        const open = sessions.openAt(id);
        return { ...points.find(id, open?.state === 'supplying'), session: open ?? null };
      }),
    );
    app.get('/sessions', async () => sessions.recent(most));
    app.get('/tickets', async () => sessions.tickets(most));
  };
