import type { Server } from 'node:net';
import { z } from 'zod';
import { toCentral } from '../contract/monitor-words.ts';
import { listenForLinks } from '../link/link.ts';
import type { Log } from '../service/log.ts';
import type { ChargePoints } from './charge-points.ts';

export interface MonitorsOptions {
  readonly host: string;
  readonly port: number;
  readonly points: ChargePoints;
  readonly log: Log;
}

const registration = z.tuple([
  z.literal(toCentral.register),
  z.string().regex(/^[\w.-]{1,50}$/),
  z.string().min(1).max(200),
  z.coerce.number().int().nonnegative().max(100_000),
]);

/** Listens to the monitors of all charge points. A link is of the charge point that has registered on it. */
export function listenToMonitors({ host, port, points, log }: MonitorsOptions): Promise<Server> {
  const accept = () => {
    let id: string | undefined;
    return {
      onMessage: (fields: readonly string[], link: { close(): void }) => {
        const register = registration.safeParse(fields);
        if (register.success) {
          const [, chargePointId, location, priceCentsPerKwh] = register.data;
          id = chargePointId;
          points.register({ id, location, priceCentsPerKwh });
          log.info({ chargePointId }, 'a charge point has registered');
          return;
        }
        const [word, reason = 'no reason given'] = fields;
        if (id === undefined) {
          log.warn({ word }, 'a monitor that has not registered is turned away');
          link.close();
        } else if (word === toCentral.alive) points.lifeSign(id);
        else if (word === toCentral.fault) points.fault(id, reason);
        else if (word === toCentral.repaired) points.repaired(id);
        else log.warn({ chargePointId: id, word }, 'a monitor says what nobody understands');
      },
      onEnd: () => {
        if (id !== undefined) log.info({ chargePointId: id }, 'the link to a monitor has ended');
      },
    };
  };
  return listenForLinks({ host, port, accept });
}
