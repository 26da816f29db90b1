import { z } from 'zod';
import type { StatesDescription } from '../../harness/index.ts';
import { chargePointStates } from '../../system/contract/states.ts';

const panel = z.array(z.object({ id: z.string(), state: z.enum(chargePointStates) }));
const engineView = z.object({
  chargePointId: z.string().nullable(),
  fault: z.string().nullable(),
  stopped: z.string().nullable(),
  session: z.object({ state: z.string() }).nullable(),
});
const monitorView = z.object({
  chargePointId: z.string(),
  engine: z.object({ well: z.boolean() }),
  central: z.object({ state: z.string() }),
});

/** What central's panel, the engine and the monitor say of a charge point, all in the panel's words. */
export const states: readonly StatesDescription[] = [
  {
    reportedBy: 'central',
    path: '/charge-points',
    read: (body) => Object.fromEntries(panel.parse(body).map(({ id, state }) => [id, state])),
  },
  {
    reportedBy: 'engine',
    path: '/view',
    read: (body) => {
      const { chargePointId, fault, stopped, session } = engineView.parse(body);
      if (chargePointId === null) return {};
      const working = session?.state === 'supplying' ? 'SUPPLYING' : 'ACTIVATED';
      return { [chargePointId]: fault !== null ? 'BROKEN' : stopped !== null ? 'OUT_OF_ORDER' : working };
    },
  },
  {
    reportedBy: 'monitor',
    path: '/view',
    read: (body) => {
      const { chargePointId, engine, central } = monitorView.parse(body);
      const reached = central.state === 'registered';
      return { [chargePointId]: !reached ? 'DISCONNECTED' : engine.well ? 'ACTIVATED' : 'BROKEN' };
    },
  },
];
