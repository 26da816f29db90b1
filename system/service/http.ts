import { STATUS_CODES } from 'node:http';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Log } from './log.ts';

export interface Health {
  readonly ready: boolean;
  /** What keeps it from being ready. */
  readonly waitingFor: readonly string[];
  readonly [more: string]: unknown;
}

/** A service's HTTP side: a route's `schema` (zod) checks what comes in, types it, and documents it. */
export type Http = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What every error looks like (RFC 9457). */
export const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() });

export interface HttpOptions {
  readonly service: string;
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  readonly health: () => Health;
  readonly routes: (app: Http) => void;
}

/** Serves a service's API and `/health`. Bodies are small; errors are problem details (RFC 9457). */
export async function serveHttp({ service, host, port, log, health, routes }: HttpOptions): Promise<Http> {
  const app = Fastify({ bodyLimit: 16 * 1024, forceCloseConnections: true }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
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
  reply
    .code(status)
    .header('content-type', 'application/problem+json')
    .send({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail });

/** A body that has the right shape, or an error with status 400 that says what is wrong. */
export function checked<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const wrong = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
  throw Object.assign(new Error(wrong), { statusCode: 400 });
}
