/** The greatest of these, and of `atLeast`. Unlike `Math.max(...)` it takes a hundred thousand of them, too. */
export const greatest = (numbers: readonly number[], atLeast = Number.NEGATIVE_INFINITY): number =>
  numbers.reduce((one, other) => Math.max(one, other), atLeast);

/** The least of these, and of `atMost`. */
export const least = (numbers: readonly number[], atMost = Number.POSITIVE_INFINITY): number =>
  numbers.reduce((one, other) => Math.min(one, other), atMost);
