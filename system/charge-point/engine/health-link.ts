import type { Server } from 'node:net';
import { z } from 'zod';
import { withEngine } from '../../contract/monitor-words.ts';
import { listenForLinks } from '../../link/link.ts';
import type { Log } from '../../service/log.ts';
import type { Identity } from './sessions.ts';

export interface HealthLinkOptions {
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  /** Why the engine is broken; undefined when it is well. */
  readonly fault: () => string | undefined;
  readonly onIdentity: (identity: Identity) => void;
  /** Called for each health check: the monitor is there. */
  readonly onCheck: () => void;
}

const identity = z.tuple([
  z.literal(withEngine.identity),
  z.string().regex(/^[\w.-]{1,50}$/),
  z.coerce.number().int().nonnegative().max(100_000),
]);

/** Where the monitor tells the engine who it is and asks each second how it is. */
export function listenToMonitor({ host, port, log, fault, onIdentity, onCheck }: HealthLinkOptions): Promise<Server> {
  const accept = () => ({
    onMessage: (fields: readonly string[], link: { send(...fields: string[]): Promise<void> }) => {
      const told = identity.safeParse(fields);
      if (told.success) {
        const [, chargePointId, priceCentsPerKwh] = told.data;
        onIdentity({ chargePointId, priceCentsPerKwh });
      } else if (fields[0] === withEngine.check) {
        onCheck();
        const reason = fault();
        const answer = reason === undefined ? [withEngine.well] : [withEngine.broken, reason];
        // A monitor that is gone before it has the answer asks again when it is back.
        link.send(...answer).catch(() => undefined);
      } else log.warn({ word: fields[0] }, 'the monitor says what nobody understands');
    },
    onEnd: () => undefined,
  });
  return listenForLinks({ host, port, accept });
}
