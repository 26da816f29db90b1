import { fromCentral, toCentral } from '../../contract/monitor-words.ts';
import { type LastingLink, lastingLink } from '../../link/lasting-link.ts';
import type { Link } from '../../link/link.ts';
import type { Log } from '../../service/log.ts';
import type { EngineState } from './engine-health.ts';
import type { Standing } from './standing.ts';

export interface CentralLinkOptions {
  readonly address: { readonly host: string; readonly port: number };
  readonly chargePointId: string;
  readonly secret: string;
  readonly location: string;
  readonly priceCentsPerKwh: number;
  readonly engine: () => EngineState;
  readonly standing: Standing;
  readonly log: Log;
}

export interface CentralLink {
  /** A life sign, with what there is to say of the engine; nothing while the one before it is under way. */
  tell(): Promise<void>;
  /** Faults and repairs do not wait for the next life sign. */
  tellChanges(): void;
  close(): Promise<void>;
}

const triesEveryMs = 300;
/** Whoever was refused will be refused again, unless somebody enrols it meanwhile. */
const triesAfterRefusalMs = 2000;
/** While it is not registered it says nothing, and so hears nothing either from a central that hangs. */
const silentAfterMs = 3000;

/** The monitor's link to central: made anew for ever, whatever central says. */
export function centralLink(options: CentralLinkOptions): CentralLink {
  const { address, chargePointId, secret, location, priceCentsPerKwh, engine, standing, log } = options;
  let told: EngineState | undefined;
  let telling = false;
  const hear = ([word, reason]: readonly string[], link: Link) => {
    standing.heard([word ?? '', reason ?? '']);
    if (word === fromCentral.welcome) {
      link.send(toCentral.register, chargePointId, location, String(priceCentsPerKwh)).catch(() => undefined);
    } else if (word === fromCentral.registered) {
      log.info('registered with central');
      void tell();
    } else if (word === fromCentral.refused) log.warn({ reason }, 'central refuses this charge point');
  };
  const link: LastingLink = lastingLink({
    address,
    silentAfterMs,
    greet: (one) => one.send(toCentral.authenticate, chargePointId, secret),
    onMessage: hear,
    onDown: standing.down,
    pauseMs: () => (standing.central().state === 'refused' ? triesAfterRefusalMs : triesEveryMs),
  });
  async function tell(): Promise<void> {
    const current = link.current();
    if (!current || telling || standing.central().state !== 'registered') return;
    telling = true;
    try {
      do {
        told = engine();
        await lifeSign(current, told);
        standing.acknowledged();
      } while (engine().well !== told.well);
    } catch (error) {
      // Central misses it, and that is what it is for.
      log.warn({ error: String(error) }, 'central was not told');
    } finally {
      telling = false;
    }
  }
  return {
    tell,
    tellChanges: () => {
      if (engine().well !== told?.well) void tell();
    },
    close: link.close,
  };
}

/** One life sign to central, with what there is to say of the engine. */
export async function lifeSign(link: Pick<Link, 'send'>, engine: EngineState): Promise<void> {
  await link.send(toCentral.alive);
  await (engine.well ? link.send(toCentral.repaired) : link.send(toCentral.fault, engine.reason));
}
