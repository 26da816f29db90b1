import type { AddressInfo } from 'node:net';
import { type Link, type LinkEvents, listenForLinks } from '../link/link.ts';
import type { Log } from '../service/log.ts';
import type { ChargePoints } from './charge-points.ts';
import type { Enrolments } from './enrolments.ts';
import { type Dismissals, monitorLink } from './monitor-link.ts';

/** A monitor that was turned away. */
export interface Refusal {
  /** Who it said it was; null: it did not say, or not so that it could be one. */
  readonly chargePointId: string | null;
  /** Where it came from, `host:port`. */
  readonly address: string;
  readonly reason: string;
}

export interface MonitorsOptions {
  readonly host: string;
  readonly port: number;
  readonly points: Pick<ChargePoints, 'register' | 'lifeSign' | 'fault' | 'repaired'>;
  readonly enrolments: Pick<Enrolments, 'check' | 'onRevoked'>;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly onRefused: (refusal: Refusal) => void;
}

export interface Monitors {
  readonly port: number;
  close(): void;
}

/** Three life signs missed: whoever was there has vanished, though nobody said so. In milliseconds. */
const silentAfterMs = 3000;

/** Listens to the monitors of all charge points, of which each has one link: the newest on which it has authenticated. */
export async function listenToMonitors(options: MonitorsOptions): Promise<Monitors> {
  const { host, port, enrolments } = options;
  const dismissals: Dismissals = new Map();
  const open = new Set<Link>();
  enrolments.onRevoked((id) => dismissals.get(id)?.('Its enrolment was removed or renewed.'));
  const accept = (link: Link): LinkEvents => {
    const { onMessage, onEnd } = monitorLink(link, dismissals, options);
    open.add(link);
    return {
      onMessage,
      onEnd: (why) => {
        open.delete(link);
        onEnd(why);
      },
    };
  };
  const server = await listenForLinks({ host, port, accept, silentAfterMs });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      for (const link of open) link.close();
    },
  };
}
