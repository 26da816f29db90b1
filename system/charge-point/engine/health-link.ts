import type { Server } from 'node:net';
import { z } from 'zod';
import { chargePointId, priceCentsPerKwh } from '../../contract/charge-point.ts';
import { withEngine } from '../../contract/monitor-words.ts';
import { fieldOf } from '../../link/frame.ts';
import { type Link, type LinkEvents, listenForLinks } from '../../link/link.ts';
import type { Log } from '../../service/log.ts';
import type { Identity } from './identity.ts';

export interface HealthLinkOptions {
  readonly host: string;
  readonly port: number;
  /**
   * A link on which nothing was said for so long is ended, in milliseconds. Long: an engine that was held up must first
   * hear what has arrived meanwhile, and that a monitor is silent is told from its checks.
   */
  readonly silentAfterMs?: number;
  readonly log: Pick<Log, 'warn' | 'error'>;
  /** Why the engine is broken; undefined when it is well. */
  readonly fault: () => string | undefined;
  /** Whether this is that charge point. */
  readonly onIdentity: (identity: Identity) => boolean;
  /** The monitor is there, and says whether it reaches central. */
  readonly onCheck: (reachesCentral: boolean) => void;
}

const identity = z.tuple([z.literal(withEngine.identity), chargePointId, priceCentsPerKwh]);
const check = z.tuple([z.literal(withEngine.check), z.enum([withEngine.withCentral, withEngine.alone])]);

/** Where the monitor tells the engine who it is and asks each second how it is. */
export function listenToMonitor(options: HealthLinkOptions): Promise<Server> {
  const { host, port, silentAfterMs = 60_000, log } = options;
  const accept = (link: Link): LinkEvents => ({
    onMessage: conversation(link, options),
    onEnd: ({ cause }) => {
      // A disk that fails does not end the engine: the monitor connects again, and asks again.
      if (cause !== undefined) log.error({ error: String(cause) }, 'a word of the monitor could not be taken');
    },
  });
  return listenForLinks({ host, port, accept, silentAfterMs });
}

/** One link: the monitor says who it is, and then checks. */
function conversation(link: Link, { log, fault, onIdentity, onCheck }: HealthLinkOptions): LinkEvents['onMessage'] {
  let known = false;
  const learn = (told: Identity) => {
    known = onIdentity(told);
    if (known) return;
    log.warn(
      { chargePointId: told.chargePointId },
      'this is the monitor of another charge point, which needs its own engine',
    );
    link.close();
  };
  const answer = (reachesCentral: boolean) => {
    onCheck(reachesCentral);
    const reason = fault();
    const words = reason === undefined ? [withEngine.well] : [withEngine.broken, fieldOf(reason) || 'no reason given'];
    // A monitor that is gone before it has the answer asks again when it is back.
    link.send(...words).catch(() => undefined);
  };
  return (fields) => {
    const told = identity.safeParse(fields).data;
    const asked = check.safeParse(fields).data;
    if (told) learn({ chargePointId: told[1], priceCentsPerKwh: told[2] });
    else if (asked && known) answer(asked[1] === withEngine.withCentral);
    else if (asked) log.warn({}, 'a monitor checks before it has said who it is');
    else log.warn({ word: fieldOf(fields[0] ?? '', 50) }, 'the monitor says what nobody understands');
  };
}
