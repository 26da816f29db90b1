import type { KnownChargePoint } from './charge-points.ts';

const reasons = {
  OUT_OF_ORDER: 'is out of order',
  SUPPLYING: 'supplies another vehicle',
  BROKEN: 'is broken',
  DISCONNECTED: 'is disconnected',
} as const;

/** Why a driver may not charge there now; undefined when it may. */
export function denial(id: string, point: KnownChargePoint | undefined, taken: boolean): string | undefined {
  if (!point) return `Charge point ${id} is not known.`;
  if (point.state !== 'ACTIVATED') return `Charge point ${id} ${reasons[point.state]}.`;
  return taken ? `Charge point ${id} is taken.` : undefined;
}
