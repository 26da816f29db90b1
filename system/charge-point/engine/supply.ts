import { wattMs, wholeWattHours } from '../../contract/money.ts';

/** A supply in progress; energy is counted in watt-milliseconds, so that no part of it is rounded away meanwhile. */
export interface Supply {
  readonly powerW: number;
  readonly targetWh: number;
  readonly suppliedWattMs: number;
}

/** The supply so many milliseconds after its beginning, of which whole ones count; it never exceeds its target. */
export function supplyAfter({ powerW, targetWh }: Omit<Supply, 'suppliedWattMs'>, elapsedMs: number): Supply {
  const flowed = powerW * Math.max(0, Math.floor(elapsedMs));
  return { powerW, targetWh, suppliedWattMs: Math.min(wattMs(targetWh), flowed) };
}

export const isFull = ({ suppliedWattMs, targetWh }: Supply): boolean => suppliedWattMs >= wattMs(targetWh);

export const suppliedWh = ({ suppliedWattMs }: Pick<Supply, 'suppliedWattMs'>): number =>
  wholeWattHours(suppliedWattMs);

/** How long until it is full, in milliseconds, rounded up. */
export const fullAfterMs = ({ powerW, targetWh, suppliedWattMs }: Supply): number =>
  powerW <= 0 ? Number.POSITIVE_INFINITY : Math.ceil((wattMs(targetWh) - suppliedWattMs) / powerW);
