import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { chargePointId } from '../contract/charge-point.ts';
import { type Http, problem, problemSchema } from '../service/http.ts';
import type { Admission } from './admission.ts';
import type { Driver } from './driver.ts';
import { requestView } from './page/view.ts';
import type { Requests } from './requests.ts';

const question = z.strictObject({
  /** Who asks again with the same id gets the same request. */
  id: z
    .string()
    .regex(/^[\w.-]{1,100}$/, 'must be 1 to 100 letters, digits, "_", "." or "-"')
    .optional(),
  chargePointId,
  targetWh: z.int().positive().max(1_000_000).default(10_000),
});
const most = 200;

export interface DriverApiOptions {
  readonly driver: Driver;
  readonly requests: Requests;
  readonly admission: Admission;
}

/** What a driver (or a driver's page) can ask over HTTP. */
export const driverApi =
  ({ driver, requests, admission }: DriverApiOptions) =>
  (app: Http): void => {
    app.post(
      '/requests',
      {
        schema: {
          summary: 'Ask for a charge; 202: it is on disk and will be sent, 503: nothing of it is kept',
          body: question,
          response: { 202: requestView, 400: problemSchema, 503: problemSchema },
        },
      },
      async (request, reply) => {
        const { id = randomUUID(), ...rest } = request.body;
        const refusal = requests.find(id) ? undefined : admission();
        if (refusal !== undefined) return problem(reply, 503, refusal);
        return reply.code(202).send(driver.ask({ id, ...rest }));
      },
    );
    app.get(
      '/requests',
      {
        schema: { summary: 'The newest requests, and how far they have come', response: { 200: z.array(requestView) } },
      },
      async () => requests.recent(most),
    );
    app.get(
      '/requests/:id',
      {
        schema: {
          summary: 'A request, and how far it has come',
          params: z.object({ id: z.string() }),
          response: { 200: requestView, 404: problemSchema },
        },
      },
      async (request, reply) =>
        requests.find(request.params.id) ?? problem(reply, 404, 'There is no request with this id.'),
    );
  };
