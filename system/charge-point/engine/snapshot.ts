import type { HealthView } from '../../service/health.ts';
import type { Bars } from './bars.ts';
import type { Engine } from './engine.ts';
import type { Identity } from './identity.ts';
import type { ChargePointView, ChargeView } from './page/view.ts';
import type { Presence } from './presence.ts';
import type { EngineSession, EngineSessions } from './sessions.ts';
import { figures } from './words.ts';

export function chargeViewOf(session: EngineSession): ChargeView {
  const { id, driverId, state, targetWh, priceCentsPerKwh, reason } = session;
  const powerW = state === 'supplying' ? session.powerW : 0;
  return { id, driverId, state, targetWh, priceCentsPerKwh, powerW, reason, ...figures(session) };
}

export interface SnapshotOptions {
  readonly identity: Identity | undefined;
  readonly engine: Engine | undefined;
  readonly sessions: EngineSessions;
  readonly bars: Bars;
  readonly monitor: Presence;
  readonly powerW: number;
  readonly health: HealthView;
}

/** All that there is to see of the charge point at this moment. */
export function snapshot(options: SnapshotOptions): ChargePointView {
  const { identity, engine, sessions, bars, monitor, powerW, health } = options;
  const [open, last] = [sessions.open(), sessions.last()];
  return {
    at: Date.now(),
    chargePointId: identity?.chargePointId ?? null,
    priceCentsPerKwh: identity?.priceCentsPerKwh ?? null,
    powerW,
    health: { ready: health.ready, waitingFor: health.waitingFor },
    monitor: { present: monitor.present(), reachesCentral: monitor.reachesCentral() },
    fault: bars.reason('fault') ?? null,
    stopped: bars.reason('stop') ?? null,
    cannotBegin: engine ? (engine.cannotBegin()?.reason ?? null) : isNobody,
    session: open ? chargeViewOf(open) : null,
    last: last ? chargeViewOf(last) : null,
  };
}

export const isNobody = 'No monitor has said yet which charge point this is.';
