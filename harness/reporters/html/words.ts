/** A length or an instant of the run. What did not happen has no number: there is deliberately no way to pass null. A number and
 * its unit stay in one line. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)}\u00a0s`;

/** From one instant to another. */
export const span = (from: number, to: number): string => `${(from / 1000).toFixed(2)} – ${seconds(to)}`;

/** A whole number, in groups of three digits. Node's own way loads what it knows of all languages, 5 MB. */
export const grouped = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

const months = 'January February March April May June July August September October November December'.split(' ');

/** A date for a person, in UTC; a text that is no date stays what it is. */
export function instant(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `${day}, ${date.toISOString().slice(11, 19)} UTC`;
}

/** A short length in milliseconds, a long one in seconds. */
export const milliseconds = (length: number): string =>
  length < 1000 ? `${Math.round(length)}\u00a0ms` : seconds(length);
