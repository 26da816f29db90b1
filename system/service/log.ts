import { pino } from 'pino';

export type Log = ReturnType<typeof openLog>;

/** JSON lines on standard output, with the service's name on each. */
export const openLog = (service: string) =>
  pino({ base: { service }, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 1, sync: true }));

/** Lets a message through at most once a second and then says how often it came. */
export function calmly(log: (fields: object, message: string) => void) {
  const seen = new Map<string, { at: number; kept: number }>();
  return (message: string, fields: object = {}) => {
    // A monotonic clock: one set back would silence what comes for as long.
    const now = performance.now();
    const before = seen.get(message);
    if (before && now - before.at < 1000) {
      before.kept += 1;
      return;
    }
    seen.set(message, { at: now, kept: 0 });
    log(before && before.kept > 0 ? { ...fields, alsoTimes: before.kept } : fields, message);
  };
}
