import { type Answer, ask, ms, type Workload } from '../../harness/index.ts';
import { chargePoint } from './services.ts';

/**
 * A charge of the load, where the story says no more: 0.3 s at the engine's power, with a report on the way; half a second
 * with everything around it. A fault that follows a charge must not meet the next request, so that is no multiple of the
 * pause between two.
 */
const shortWh = 12;
const askedEvery = ms(400);
const answerWithinMs = 1000;

export interface ChargingSessionsOptions {
  /** Default: 400 ms. */
  readonly every?: ReturnType<typeof ms>;
  /** Energy of a charge; 42 Wh take a second. */
  readonly targetWh?: number;
}

/** A driver who asks for the same charge point again and again; while it is taken, the answer is a denial. */
export const chargingSessions = ({
  every = askedEvery,
  targetWh = shortWh,
}: ChargingSessionsOptions = {}): Workload => ({
  title: `a charge is asked for every ${every} ms`,
  every,
  // Twice as long as such a charge takes.
  quietMs: ms(3000),
  asked: 'driver',
  ask: async (operation, address, signal): Promise<Answer> => {
    const answer = await ask({
      method: 'POST',
      address: address('driver', 'http'),
      path: '/requests',
      body: { id: operation, chargePointId: chargePoint, targetWh },
      timeoutMs: answerWithinMs,
      signal,
    });
    if (answer.result !== 'answered') {
      return { phase: answer.result === 'refused' ? 'fail' : 'unknown', detail: answer.reason };
    }
    if (answer.status === 202) return { phase: 'ok', detail: '202' };
    // An error of the service's own making may have come after the deed; a refusal says that there was none.
    const refusal = answer.status === 503 || (answer.status >= 400 && answer.status < 500);
    return { phase: refusal ? 'fail' : 'unknown', detail: `HTTP ${answer.status}` };
  },
});
