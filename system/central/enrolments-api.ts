import { z } from 'zod';
import { chargePointId } from '../contract/charge-point.ts';
import { type Http, problem, problemSchema } from '../service/http.ts';
import type { Enrolments } from './enrolments.ts';

const question = z.strictObject({ chargePointId });
const answer = z.object({ chargePointId: z.string(), secret: z.string() });

/** How an operator lets a new charge point in, gives one a new secret, or shuts one out. */
export const enrolmentsApi =
  (enrolments: Pick<Enrolments, 'enrol' | 'remove'>) =>
  (app: Http): void => {
    app.post(
      '/enrolments',
      {
        schema: {
          summary: 'Enrol a charge point, or give it a new secret: it is told this once',
          body: question,
          response: { 201: answer },
        },
      },
      async ({ body: { chargePointId: id } }, reply) =>
        reply.code(201).send({ chargePointId: id, secret: enrolments.enrol(id) }),
    );
    app.delete(
      '/enrolments/:id',
      {
        schema: {
          summary: 'Shut a charge point out',
          params: z.object({ id: z.string() }),
          response: { 204: z.null(), 404: problemSchema },
        },
      },
      async ({ params: { id } }, reply) => {
        if (enrolments.remove(id)) return reply.code(204).send(null);
        return problem(reply, 404, 'No charge point with this id is enrolled.');
      },
    );
  };
