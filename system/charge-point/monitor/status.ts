import type { Health } from '../../service/health.ts';
import type { EngineState } from './engine-health.ts';
import type { MonitorView } from './page/view.ts';
import type { CentralState } from './standing.ts';

/** All that the monitor knows. */
export interface Knowledge {
  readonly chargePointId: string;
  readonly location: string;
  readonly priceCentsPerKwh: number;
  readonly engine: EngineState;
  /** Whether there is a link to the engine, however the engine is. */
  readonly engineLinked: boolean;
  readonly central: CentralState;
}

/** What its `/health` says; `why`: the reason for which central has refused it. */
export function healthOf({ engine, engineLinked, central }: Knowledge) {
  const waitingFor = [...(engineLinked ? [] : ['engine']), ...(central.state === 'registered' ? [] : ['central'])];
  const why = central.state === 'refused' ? { why: central.reason } : {};
  return { ready: waitingFor.length === 0, waitingFor, engine, ...why } satisfies Health;
}

/** What its page shows, at a time in milliseconds since the epoch. */
export function statusOf(knowledge: Knowledge, at: number): MonitorView {
  const { chargePointId, location, priceCentsPerKwh, engine, central } = knowledge;
  const { ready, waitingFor } = healthOf(knowledge);
  return {
    at,
    chargePointId,
    location,
    priceCentsPerKwh,
    health: { ready, waitingFor },
    engine: { well: engine.well, reason: engine.well ? null : engine.reason },
    central: { state: central.state, reason: central.state === 'refused' ? central.reason : null },
  };
}
