import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { checked, problem } from '../service/http.ts';
import type { Driver } from './driver.ts';
import type { Requests } from './requests.ts';

const name = z.string().regex(/^[\w.-]{1,100}$/, 'must be 1 to 100 letters, digits, dots, dashes or underscores');
const question = z.strictObject({
  /** Who asks again with the same id gets the same request. */
  id: name.optional(),
  chargePointId: name,
  targetWh: z.int().positive().max(1_000_000).default(10_000),
});
const most = 200;

export interface DriverApiOptions {
  readonly driver: Driver;
  readonly requests: Requests;
  /** Whether what is accepted now can also be kept. */
  readonly hasRoom: () => boolean;
}

/** What a driver (or a driver's page) can ask over HTTP. */
export const driverApi =
  ({ driver, requests, hasRoom }: DriverApiOptions) =>
  (app: FastifyInstance): void => {
    app.post('/requests', async (request, reply) => {
      const { id = randomUUID(), ...rest } = checked(question, request.body);
      if (!requests.find(id) && !hasRoom()) {
        return problem(reply, 503, 'Too much waits to be sent: nothing more can be accepted until Kafka is back.');
      }
      driver.ask({ id, ...rest });
      return reply.code(202).send(requests.find(id));
    });
    app.get('/requests', async () => requests.recent(most));
    app.get<{ Params: { id: string } }>('/requests/:id', async (request, reply) => {
      return requests.find(request.params.id) ?? problem(reply, 404, 'There is no request with this id.');
    });
  };
