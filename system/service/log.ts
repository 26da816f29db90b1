import { type DestinationStream, type LogFn, pino } from 'pino';
import { correlation } from './correlation.ts';
import { lines } from './lines.ts';

export type Log = ReturnType<typeof openLog>;

/**
 * JSON lines on standard output (or elsewhere), each with the service's name and with the correlation, which outside of any session is
 * the service's own name. The same warning or error is written at most once a second, and the next one says how often it
 * came meanwhile. A log that cannot be written costs its lines and never the service; the first one after them says how
 * many were lost.
 */
export const openLog = (service: string, destination?: DestinationStream) => {
  const heldBack = onceASecond();
  const log = pino(
    {
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => ({ correlation: correlation() ?? service }),
      hooks: {
        logMethod(words, write, level) {
          const alsoTimes = level < warning ? 0 : heldBack(messageOf(words));
          if (alsoTimes === undefined) return;
          write.apply(this, alsoTimes === 0 ? words : counted(words, alsoTimes));
        },
      },
    },
    // No warning: of those only one a second is written.
    destination ?? lines(1, (lost) => log.info({ lost }, 'lines of this log could not be written')),
  );
  return log;
};

/** Pino's number for it; errors are above. */
const warning = 40;

type Words = Parameters<LogFn>;
const messageOf = ([first, message]: Words) => String(message ?? first);
const counted = ([first, ...rest]: Words, alsoTimes: number): Words =>
  typeof first === 'object' ? [{ ...first, alsoTimes }, ...rest] : [{ alsoTimes }, String(first), ...rest];

/** Lets a message through at most once a second and then says how often it came. */
export function calmly(log: (fields: object, message: string) => void) {
  const heldBack = onceASecond();
  return (message: string, fields: object = {}) => {
    const alsoTimes = heldBack(message);
    if (alsoTimes !== undefined) log(alsoTimes > 0 ? { ...fields, alsoTimes } : fields, message);
  };
}

/** More messages than a service has words for: then they are of many kinds, and forgotten together. */
const mostMessages = 1000;

/** Says of a message how often it was held back before it; `undefined` when it is to be held back itself. */
function onceASecond(): (message: string) => number | undefined {
  const seen = new Map<string, { at: number; kept: number }>();
  return (message) => {
    // A monotonic clock: one set back would silence what comes for as long.
    const now = performance.now();
    const before = seen.get(message);
    if (before && now - before.at < 1000) {
      before.kept += 1;
      return undefined;
    }
    if (seen.size >= mostMessages) seen.clear();
    seen.set(message, { at: now, kept: 0 });
    return before?.kept ?? 0;
  };
}
