/** Watt-milliseconds in a watt-hour. */
const wattMsPerWh = 3_600_000;

/** Whole watt-hours in an energy that is counted in watt-milliseconds; what is left over is not billed. */
export const wholeWattHours = (wattMs: number): number => Math.floor(wattMs / wattMsPerWh);

export const wattMs = (wattHours: number): number => wattHours * wattMsPerWh;

/** Cents for an energy in watt-hours at a price in cents per kilowatt-hour, half a cent rounded up; integers all the way. */
export function amountCents(wattHours: number, priceCentsPerKwh: number): number {
  const product = wattHours * priceCentsPerKwh;
  if (!Number.isSafeInteger(product) || product < 0) {
    throw new RangeError(`${wattHours} Wh at ${priceCentsPerKwh} cents per kWh is no amount of money.`);
  }
  return Math.floor((product + 500) / 1000);
}
