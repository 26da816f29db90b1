import { wattMs, wholeWattHours } from '../../contract/money.ts';

/** A supply in progress; energy is counted in watt-milliseconds, so that no part of it is rounded away meanwhile. */
export interface Supply {
  readonly powerW: number;
  readonly targetWh: number;
  readonly suppliedWattMs: number;
}

export const beginSupply = (powerW: number, targetWh: number): Supply => ({ powerW, targetWh, suppliedWattMs: 0 });

/** The supply after so many whole milliseconds more; it never exceeds its target. */
export function supplyFor(supply: Supply, elapsedMs: number): Supply {
  const more = supply.powerW * Math.max(0, Math.floor(elapsedMs));
  return { ...supply, suppliedWattMs: Math.min(wattMs(supply.targetWh), supply.suppliedWattMs + more) };
}

export const isFull = ({ suppliedWattMs, targetWh }: Supply): boolean => suppliedWattMs >= wattMs(targetWh);

export const suppliedWh = ({ suppliedWattMs }: Supply): number => wholeWattHours(suppliedWattMs);

/** How long until it is full, in milliseconds, rounded up. */
export const fullAfterMs = ({ powerW, targetWh, suppliedWattMs }: Supply): number =>
  powerW <= 0 ? Number.POSITIVE_INFINITY : Math.ceil((wattMs(targetWh) - suppliedWattMs) / powerW);
