/** A length or an instant of the run. What did not happen has no number: there is deliberately no way to pass null. A number and
 * its unit stay in one line. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)}\u00a0s`;

/** From one instant to another. */
export const span = (from: number, to: number): string => `${(from / 1000).toFixed(2)} – ${seconds(to)}`;

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** A date for a person, in UTC; a text that is no date stays what it is. */
export function instant(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return `${day}, ${date.toISOString().slice(11, 19)} UTC`;
}

/** A short length in milliseconds, a long one in seconds. */
export const milliseconds = (length: number): string =>
  length < 1000 ? `${Math.round(length)}\u00a0ms` : seconds(length);
