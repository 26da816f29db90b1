import { centralLink } from '../../charge-point/monitor/central-link.ts';
import { standing as standingOf } from '../../charge-point/monitor/standing.ts';
import type { Log } from '../../service/log.ts';

export interface MonitorsOptions {
  readonly central: { readonly host: string; readonly port: number };
  readonly points: readonly { readonly id: string; readonly secret: string }[];
  readonly log: Log;
}

const beatMs = 1000;

/** The monitors of all charge points: the real ones' own link to central, one connection each, none in step with another. */
export function monitors({ central, points, log }: MonitorsOptions): { close(): Promise<void> } {
  const links = points.map(({ id, secret }) =>
    centralLink({
      address: central,
      chargePointId: id,
      secret,
      location: `Load Street ${id}`,
      priceCentsPerKwh: 40,
      engine: () => ({ well: true }),
      standing: standingOf({ now: Date.now, freshForMs: beatMs * 3 }),
      log,
    }),
  );
  const timers: NodeJS.Timeout[] = [];
  for (const [index, link] of links.entries()) {
    const begin = () => timers.push(setInterval(() => void link.tell(), beatMs));
    timers.push(setTimeout(begin, (index / links.length) * beatMs));
  }
  return {
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(links.map((link) => link.close()));
    },
  };
}
