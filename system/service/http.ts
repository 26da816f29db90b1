import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Log } from './log.ts';

export interface Health {
  readonly ready: boolean;
  /** What keeps it from being ready. */
  readonly waitingFor: readonly string[];
  readonly [more: string]: unknown;
}

export interface HttpOptions {
  readonly service: string;
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  readonly health: () => Health;
  readonly routes: (app: FastifyInstance) => void;
}

/** Serves a service's API and `/health`. Bodies are small; errors are problem details (RFC 9457). */
export async function serveHttp({ service, host, port, log, health, routes }: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: 16 * 1024, forceCloseConnections: true });
  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ error: error.message }, 'a request failed');
    return problem(reply, status, status >= 500 ? 'The service failed.' : error.message);
  });
  app.setNotFoundHandler((_request, reply) => problem(reply, 404, 'There is nothing at this address.'));
  app.get('/health', async () => ({ service, live: true, pid: process.pid, ...health() }));
  routes(app);
  await app.listen({ host, port });
  log.info({ host, port }, 'listening');
  return app;
}

export const problem = (reply: FastifyReply, status: number, detail: string): FastifyReply =>
  reply.code(status).header('content-type', 'application/problem+json').send({ type: 'about:blank', status, detail });

/** A body that has the right shape, or an error with status 400 that says what is wrong. */
export function checked<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const wrong = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
  throw Object.assign(new Error(wrong), { statusCode: 400 });
}
