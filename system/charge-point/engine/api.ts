import { z } from 'zod';
import { type Http, problem, problemSchema } from '../../service/http.ts';
import type { Engine } from './engine.ts';
import { chargeView } from './page/view.ts';
import { chargeViewOf, isNobody } from './snapshot.ts';

export interface EngineApiOptions {
  /** Undefined until the monitor has said who this charge point is. */
  readonly engine: () => Engine | undefined;
  /** Called after each deed: time at the charge point goes on from there. */
  readonly nudge: () => void;
}

/** The most that can be asked for by hand, in Wh; and what is meant when nobody says how much. */
const mostByHandWh = 1_000_000;
const usualWh = 10_000;

const beginning = z
  .strictObject({ targetWh: z.int().positive().max(mostByHandWh).default(usualWh) })
  .nullish()
  .transform((given) => given ?? { targetWh: usualWh });
const byHandWords = 'It was broken by hand.';
const breaking = z
  .strictObject({ reason: z.string().trim().min(1).max(200).default(byHandWords) })
  .nullish()
  .transform((given) => given ?? { reason: byHandWords });
const done = { 204: z.null().describe('It is so now.'), 409: problemSchema };

/** What a person at the charge point can do. */
export const engineApi =
  ({ engine, nudge }: EngineApiOptions) =>
  (app: Http): void => {
    /** Why a deed cannot be done; undefined: it is done. */
    const doing = (deed: (engine: Engine) => string | undefined): string | undefined => {
      const known = engine();
      if (!known) return isNobody;
      const refusal = deed(known);
      nudge();
      return refusal;
    };
    app.get(
      '/session',
      { schema: { summary: 'The open session', response: { 200: z.object({ session: chargeView.nullable() }) } } },
      async () => {
        const session = engine()?.session();
        return { session: session ? chargeViewOf(session) : null };
      },
    );
    app.post('/plug', { schema: { summary: 'Plug the vehicle in', response: done } }, async (_request, reply) => {
      const refusal = doing((here) => (here.plug() ? undefined : 'No charge was authorised here.'));
      return refusal === undefined ? reply.code(204).send(null) : problem(reply, 409, refusal);
    });
    app.post('/unplug', { schema: { summary: 'Unplug the vehicle', response: done } }, async (_request, reply) => {
      const nothing = 'Nothing is being supplied here.';
      const refusal = doing((here) => (here.unplug('It was unplugged.') ? undefined : nothing));
      return refusal === undefined ? reply.code(204).send(null) : problem(reply, 409, refusal);
    });
    app.post(
      '/begin',
      {
        schema: {
          summary: 'Begin a charge by hand, with the vehicle plugged in',
          body: beginning,
          response: { 201: chargeView, 409: problemSchema, 503: problemSchema },
        },
      },
      async ({ body: { targetWh } }, reply) => {
        const result = engine()?.begin(targetWh);
        if (!result) return problem(reply, 409, isNobody);
        if ('hindrance' in result) return problem(reply, result.hindrance.full ? 503 : 409, result.hindrance.reason);
        nudge();
        return reply.code(201).send(chargeViewOf(result.begun));
      },
    );
    app.post(
      '/break',
      { schema: { summary: 'Break the charge point', body: breaking, response: done } },
      async ({ body: { reason } }, reply) => {
        const refusal = doing((here) => void here.breakDown(reason));
        return refusal === undefined ? reply.code(204).send(null) : problem(reply, 409, refusal);
      },
    );
    app.post('/repair', { schema: { summary: 'Repair the charge point', response: done } }, async (_request, reply) => {
      const refusal = doing((here) => void here.repair());
      return refusal === undefined ? reply.code(204).send(null) : problem(reply, 409, refusal);
    });
  };
