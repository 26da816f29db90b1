/** Watt-milliseconds in a watt-hour. */
const wattMsPerWh = 3_600_000;

/** The most that one charge may count, and cost: up to these every product here is an exact integer. */
export const mostWattHours = 1_000_000_000;
export const mostCentsPerKwh = 1_000_000;

/** Whole watt-hours in an energy that is counted in watt-milliseconds; what is left over is not billed. */
export const wholeWattHours = (wattMs: number): number => Math.floor(exact(wattMs, 'an energy in W·ms') / wattMsPerWh);

export const wattMs = (wattHours: number): number =>
  exact(exact(wattHours, 'an energy in Wh') * wattMsPerWh, 'an energy in W·ms');

/** Cents for an energy in watt-hours at a price in cents per kilowatt-hour, half a cent rounded up; integers all the way. */
export function amountCents(wattHours: number, priceCentsPerKwh: number): number {
  const thousandths = exact(wattHours, 'an energy in Wh') * exact(priceCentsPerKwh, 'a price in cents per kWh');
  return Math.floor(exact(thousandths + 500, 'an amount in thousandths of a cent') / 1000);
}

/** Two wrongs (a negative energy at a negative price, half a watt-hour at two cents) must not make one right amount. */
function exact(value: number, noun: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`${value} is not ${noun}: it must be a whole number, not negative, that is exact.`);
}
