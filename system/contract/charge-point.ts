import { z } from 'zod';
import { notInAField } from './field.ts';

/** The longest location, in bytes: with it a registration fits into one frame. */
const longestLocation = 200;

export const chargePointId = z
  .string('is missing')
  .regex(/^[\w.-]{1,50}$/, 'must be 1 to 50 letters, digits, "_", "." or "-"');

export const location = z
  .string('is missing')
  .regex(/\S/, 'must not be blank')
  .refine((text) => !notInAField.test(text), 'must not hold "#" or control characters')
  .refine(
    (text) => new TextEncoder().encode(text).length <= longestLocation,
    `must have at most ${longestLocation} bytes`,
  );

/** Cents per kWh as digits: a blank is not 0, and "1e3" is no price. */
export const priceCentsPerKwh = z
  .string('is missing')
  .regex(/^\d{1,9}$/, 'must be whole cents per kWh, in digits')
  .transform(Number)
  .refine((cents) => cents <= 100_000, 'must be at most 100000 cents per kWh');

/** What a charge point proves by that it is itself: short ones could be guessed, and a setting separates them by commas. */
export const secret = z
  .string('is missing')
  .min(16, 'must have at least 16 characters')
  .max(100, 'must have at most 100 characters')
  .refine((text) => !notInAField.test(text) && !text.includes(','), 'must not hold "#", "," or control characters');
