import { STATUS_CODES } from 'node:http';
import Fastify, { type FastifySchema, type RouteOptions } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject, validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Http } from './http.ts';
import { problemMediaType, problemSchema } from './problem.ts';

type Route = Pick<RouteOptions, 'method' | 'url' | 'schema'>;

const described = z.looseObject({ openapi: z.literal('3.1.0') });

/** Serves `/openapi.json`: every route that is added from here on, in the words of its own schema (OpenAPI 3.1). */
export function describeRoutes(app: Http, service: string): void {
  const routes: Route[] = [];
  app.addHook('onRoute', (route) => {
    if (route.method !== 'HEAD') routes.push(route);
  });
  let description: ReturnType<typeof describe> | undefined;
  const schema = { summary: 'This description (OpenAPI 3.1)', response: { 200: described } };
  app.get('/openapi.json', { schema }, () => {
    description ??= describe(service, routes);
    return description;
  });
}

/**
 * Made when somebody first asks, by an instance that serves nothing: to load what it needs would make every start longer
 * by 15 ms.
 */
async function describe(service: string, routes: readonly Route[]) {
  const { default: swagger } = await import('@fastify/swagger');
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  const app = Fastify({ exposeHeadRoutes: false });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => JSON.stringify);
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: `EV charging: ${service}`, version: manifest.version } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  for (const { method, url, schema } of routes) {
    app.route({ method, url, schema: withProblems(schema), handler: async () => undefined });
  }
  await app.ready();
  return described.parse(app.swagger());
}

/** An error may come of every route, and looks the same everywhere. */
function withProblems(schema: FastifySchema = {}): FastifySchema {
  const given = Object.entries(schema.response ?? {});
  const errors = given.filter(([status]) => Number(status) >= 400).map(([status]) => [status, asProblem(status)]);
  const response = { ...Object.fromEntries([...given, ...errors]), default: asProblem('default') };
  return { ...schema, response };
}

const asProblem = (status: string) => ({
  description: STATUS_CODES[status] ?? 'It could not be done',
  content: { [problemMediaType]: { schema: problemSchema } },
});
