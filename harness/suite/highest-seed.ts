/** Seeds are whole numbers up to this one. */
export const highestSeed = 2 ** 32 - 2;
