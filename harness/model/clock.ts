import { z } from 'zod';

/** The one clock of a run: milliseconds since the epoch, with fractions, and never stepping back within a process. */
export const now = (): number => performance.timeOrigin + performance.now();

/** A duration in milliseconds. The brand keeps a bare number from being taken for one. */
export type Duration = number & { readonly unit: 'ms' };

export const ms = (value: number): Duration => {
  if (!Number.isFinite(value) || value < 0)
    throw new RangeError(`A duration must be a number of 0 or more, not ${value}.`);
  return value as Duration;
};

export const seconds = (value: number): Duration => ms(value * 1000);

/** Bytes. */
export const megabytes = (value: number): number => value * 1e6;
export const kilobytes = (value: number): number => value * 1e3;

/** What a file may say for a duration. */
export const milliseconds = z.number().nonnegative() as unknown as z.ZodType<Duration>;
