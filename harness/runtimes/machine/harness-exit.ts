const duties = new Set<() => void>();
let watching = false;

/**
 * Does something when this process ends, in whatever way it can still notice (not SIGKILL). Must be synchronous.
 * Returns the call that takes it back.
 */
export function onHarnessExit(duty: () => void): () => void {
  if (!watching) process.once('exit', () => duties.forEach((each) => void each()));
  watching = true;
  duties.add(duty);
  return () => void duties.delete(duty);
}
