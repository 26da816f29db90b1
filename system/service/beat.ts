/** Runs a duty again and again until it is stopped; a duty that throws is told and does not end the beat. */
export function beat(everyMs: number, duty: () => void, onError: (error: unknown) => void): { stop(): void } {
  const timer = setInterval(() => {
    try {
      duty();
    } catch (error) {
      onError(error);
    }
  }, everyMs);
  return { stop: () => clearInterval(timer) };
}
