import { expect, test } from 'vitest';
import { z } from 'zod';
import { served } from '../../tests/support/system/service/served.ts';
import { problemSchema } from './http.ts';

/** What OpenAPI asks of a description, as far as ours goes; strict, so that a misplaced word is seen. */
const answer = z.strictObject({
  description: z.string().min(1),
  content: z.record(z.string(), z.object({ schema: z.looseObject({}) })).optional(),
});
const operation = z.strictObject({
  summary: z.string().optional(),
  parameters: z
    .array(z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean() }))
    .optional(),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.looseObject({}) })) }).optional(),
  responses: z.record(z.string().regex(/^(\d{3}|default)$/), answer),
});
const description = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.object({ title: z.string(), version: z.string().regex(/^\d+\.\d+\.\d+$/) }),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post', 'delete']), operation)),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
});

async function described() {
  const { ask } = await served({
    routes: (app) => {
      const body = z.strictObject({ reason: z.string().max(200).optional() });
      const params = z.object({ id: z.string() });
      const told = { 200: z.object({ id: z.string(), at: z.int().nullable() }), 409: problemSchema };
      const stop = { schema: { summary: 'Stops a charge point', body, params, response: told } };
      app.post('/charge-points/:id/stop', stop, async ({ params: { id } }) => ({ id, at: null }));
      app.get('/undescribed', () => ({}));
    },
  });
  const { text } = await ask('/openapi.json');
  return description.parse(JSON.parse(text));
}

test('every route is described, the service’s own and those that every service has, and no other', async () => {
  const { info, paths } = await described();
  expect(info.title).toContain('example');
  const names = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(names.sort()).toEqual([
    'get /health',
    'get /health/ready',
    'get /metrics',
    'get /openapi.json',
    'get /undescribed',
    'post /charge-points/{id}/stop',
  ]);
});

test('a route is described by its own schema', async () => {
  const { paths } = await described();
  const stop = paths['/charge-points/{id}/stop']?.post;
  expect(stop?.summary).toBe('Stops a charge point');
  expect(stop?.parameters).toMatchObject([{ name: 'id', in: 'path', required: true }]);
  expect(stop?.requestBody?.content['application/json']?.schema).toMatchObject({
    type: 'object',
    properties: { reason: { type: 'string', maxLength: 200 } },
    additionalProperties: false,
  });
  expect(stop?.responses[200]?.content?.['application/json']?.schema).toMatchObject({
    properties: { id: { type: 'string' }, at: { anyOf: [{ type: 'integer' }, { type: 'null' }] } },
    required: ['id', 'at'],
  });
});

test('errors are problems, those that a route names and all others', async () => {
  const { paths, components } = await described();
  const { 409: conflict, default: other } = paths['/charge-points/{id}/stop']?.post?.responses ?? {};
  const asProblem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  expect(conflict).toEqual({ description: 'Conflict', content: asProblem });
  for (const methods of Object.values(paths)) {
    for (const { responses } of Object.values(methods)) expect(responses.default).toEqual(other);
  }
  expect(other?.content).toEqual(asProblem);
  expect(components.schemas.Problem).toMatchObject({ required: ['type', 'title', 'status', 'detail'] });
});
