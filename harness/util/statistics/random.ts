/** Marsaglia's shifts (Xorshift RNGs, 2003): every number from 1 to 2³² - 1 comes once before the first comes again. */
export function xorshift(state: number): number {
  let next = state | 0;
  next ^= next << 13;
  next ^= next >>> 17;
  next ^= next << 5;
  return next >>> 0;
}

/** Numbers from 0 up to 1 that look like chance, the same ones for the same seed on every machine. Not for secrets. */
export function random(seed: number): () => number {
  // Seeds are small and alike; spread, they begin far from each other. The shifts never leave zero, so it is no state.
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0 || 1;
  for (let skipped = 0; skipped < 8; skipped += 1) state = xorshift(state);
  return () => {
    state = xorshift(state);
    return (state - 1) / 0xffff_ffff;
  };
}
