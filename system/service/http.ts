import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Registry } from 'prom-client';
import { withCorrelation } from './correlation.ts';
import { describeRoutes } from './description.ts';
import { guard } from './guard.ts';
import { type Health, serveHealth } from './health.ts';
import type { Log } from './log.ts';
import { serveMetrics } from './metrics.ts';
import { answerBrokenRequest, answerUnreadableAddress, answerWithProblems } from './problem.ts';

export { problem, problemSchema } from './problem.ts';

/** A service's HTTP side: a route's `schema` (zod) checks what comes in, types it, and documents it. */
export type Http = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

type Schemas = NonNullable<FastifyServerOptions['schemaController']>;

export interface HttpOptions {
  readonly service: string;
  readonly host: string;
  /** The names by which it is called, where they are not those of `host`. */
  readonly answersTo?: readonly string[] | undefined;
  readonly port: number;
  readonly log: Log;
  readonly health: () => Health;
  readonly routes: (app: Http) => void;
  /** Adds the service's own metrics; called when somebody first asks for them. */
  readonly metrics?: (registry: Registry) => void;
  /** Hashes of inline scripts that its pages have, such as `sha256-…`. */
  readonly scriptHashes?: readonly string[];
}

/** Serves a service's routes, and with them `/health`, `/metrics` and `/openapi.json`. Every error is a problem (RFC 9457). */
export async function serveHttp(options: HttpOptions): Promise<Http> {
  const { service, host, answersTo, port, log, health, routes, metrics, scriptHashes = [] } = options;
  const app = openHttp();
  correlateRequests(app);
  answerWithProblems(app, log);
  await guard(app, { host, answersTo, scriptHashes });
  describeRoutes(app, service);
  serveHealth(app, service, health);
  serveMetrics(app, service, metrics);
  routes(app);
  await app.listen({ host, port });
  log.info({ host, port }, 'listening');
  return app;
}

/** Longest time that a whole request may take to arrive, in milliseconds, and how often that is looked at. */
const arrivesWithinMs = 10_000;
const looksEveryMs = 2000;

/**
 * Told Fastify at once, or it would load its own two first, 40 ms of each service's start, and then not use them. Its
 * types know those alone.
 */
const zodAlone = {
  compilersFactory: { buildValidator: () => validatorCompiler, buildSerializer: () => serializerCompiler },
} as unknown as Schemas;

/** What is checked, typed and limited as in every service, and listens nowhere: a route can be asked by `inject`. */
export function openHttp(): Http {
  const app = Fastify({
    bodyLimit: 16 * 1024,
    requestTimeout: arrivesWithinMs,
    // Node would exchange the two if that of the headers were the longer.
    http: { headersTimeout: arrivesWithinMs, connectionsCheckingInterval: looksEveryMs },
    forceCloseConnections: true,
    genReqId: requestId,
    schemaController: zodAlone,
    frameworkErrors: answerUnreadableAddress,
    clientErrorHandler: answerBrokenRequest,
  }).withTypeProvider<ZodTypeProvider>();
  // Of what a web page from elsewhere can send without asking first, the only kind that would be read.
  app.removeContentTypeParser('text/plain');
  // No body is an empty one: its fields have their defaults then, or are named as missing.
  app.addHook('preValidation', async (request) => {
    request.body ??= {};
  });
  return app;
}

const correlationHeader = 'x-correlation-id';
const correlationForm = /^[\w.-]{1,100}$/;

/** A request is named by who asks, if the name is one. */
function requestId({ headers }: IncomingMessage): string {
  const given = headers[correlationHeader];
  return typeof given === 'string' && correlationForm.test(given) ? given : randomUUID();
}

function correlateRequests(app: Http): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header(correlationHeader, request.id);
    withCorrelation(request.id, done);
  });
}
