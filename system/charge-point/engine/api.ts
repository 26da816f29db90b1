import type { FastifyInstance } from 'fastify';
import { problem } from '../../service/http.ts';
import type { Engine } from './engine.ts';

export interface EngineApiOptions {
  /** Undefined until the monitor has said who this charge point is. */
  readonly engine: () => Engine | undefined;
  readonly nudge: () => void;
}

/** What a person at the charge point can do. */
export const engineApi =
  ({ engine, nudge }: EngineApiOptions) =>
  (app: FastifyInstance): void => {
    app.get('/session', async () => ({ session: engine()?.session() ?? null }));
    app.post('/plug', async (_request, reply) => {
      if (!engine()?.plug()) return problem(reply, 409, 'No charge was authorised here.');
      nudge();
      return reply.code(204).send();
    });
    app.post('/unplug', async (_request, reply) => {
      // What has flowed until now is metered first.
      nudge();
      if (!engine()?.unplug('It was unplugged.')) return problem(reply, 409, 'Nothing is being supplied here.');
      nudge();
      return reply.code(204).send();
    });
  };
