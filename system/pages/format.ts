/** How figures read. They come as integers and stay exact: no floating point on the way. */

/** `1234` with two places is `12.34`. */
function decimal(value: bigint, places: number): string {
  const digits = String(value < 0n ? -value : value).padStart(places + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** In steps of so many, half a step rounded up. */
const inSteps = (value: number, step: bigint): bigint => (BigInt(value) + (value < 0 ? -step : step) / 2n) / step;

/** An energy in Wh as `12.35 kWh`. */
export const kilowattHours = (wattHours: number): string => `${decimal(inSteps(wattHours, 10n), 2)} kWh`;

/** An energy in Wh as `12.345 kWh`, to the last watt-hour: for a ticket, whose sum can be checked. */
export const exactKilowattHours = (wattHours: number): string => `${decimal(BigInt(wattHours), 3)} kWh`;

/** A power in W as `11.0 kW`. */
export const kilowatts = (watts: number): string => `${decimal(inSteps(watts, 100n), 1)} kW`;

/** An amount in cents as `€ 5.55`. */
export const euros = (cents: number): string => `€ ${decimal(BigInt(cents), 2)}`;

/** A price in cents per kWh as `€ 0.48/kWh`. */
export const price = (centsPerKwh: number): string => `${euros(centsPerKwh)}/kWh`;

/** A whole percentage that is 100 only when all of it is there. */
export const percent = (part: number, whole: number): number =>
  part >= whole ? 100 : Math.max(0, Math.floor((part / whole) * 100));

/** Wh of a text such as `10`, `7.5` or `0,25` kWh; undefined when it is none, or finer than a watt-hour, or nothing. */
export function wattHoursFrom(text: string): number | undefined {
  const [, kilo = '', rest = ''] = /^\s*(\d{1,6})(?:[.,](\d{1,3}))?\s*$/.exec(text) ?? [];
  return Number(`${kilo}${rest.padEnd(3, '0')}`) || undefined;
}

/** Costly to make (16 ms of a start in which no page is asked for yet), and cheap to use. */
const make = () => ({
  clock: new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  dayAndClock: new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }),
  day: new Intl.DateTimeFormat('en-GB'),
});
let made: ReturnType<typeof make> | undefined;

/** The beginning of a day: of two times on one day the same. */
export const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** A time in milliseconds since the epoch as `12:00:03`, with its day when that is not the day of `now`. */
export function time(at: number, now: number = at): string {
  made ??= make();
  const { clock, dayAndClock, day } = made;
  return (day.format(at) === day.format(now) ? clock : dayAndClock).format(at);
}
