import type { LogLine } from '../../report/beside.ts';

/** A line of a log, understood as far as it can be. */
export interface ReadLine {
  /** Milliseconds since the epoch; undefined: it has no time of its own, and belongs to the line before. */
  readonly time: number | undefined;
  readonly level: LogLine['level'];
  readonly text: string;
}

const textAtMost = 400;
const dated = /(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?\]?\s*/;
/** Recognised by its beginning, since there may be a hundred thousand of them. */
const debug = /^\{"level":(?:"(?:debug|trace)"|10|20),/;
/** Said in the table already, or the same in every line. */
const known = new Set(['time', 'level', 'msg', 'message', 'service', 'pid', 'hostname', 'v', 'caller', 'correlation']);

/** Reads a line of JSON, or of text with a date in it. Undefined: nobody looks for such a line, for it is only for finding bugs. */
export function readLine(line: string): ReadLine | undefined {
  if (debug.test(line)) return undefined;
  return ofJson(line) ?? ofText(line);
}

function ofJson(line: string): ReadLine | undefined {
  if (!line.startsWith('{')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const { time, level, msg, message } = fields;
  const rest = Object.entries(fields).flatMap(([name, inner]) => (known.has(name) ? [] : [`${name}=${word(inner)}`]));
  const correlation = typeof fields.correlation === 'string' ? /-(\d{4,})$/.exec(fields.correlation)?.[1] : undefined;
  const operation = correlation === undefined ? [] : [`#${correlation}`];
  return {
    time: typeof time === 'number' ? time : timeOf(String(time)),
    level: levelOf(level),
    text: [word(msg ?? message ?? ''), ...operation, ...rest].join(' ').slice(0, textAtMost),
  };
}

/** Ten thousand brackets can be read, and not be written again. */
function word(value: unknown): string {
  try {
    return (typeof value === 'string' ? value : JSON.stringify(value)) ?? '';
  } catch {
    return '…';
  }
}

function ofText(line: string): ReadLine {
  const found = dated.exec(line.slice(0, 200));
  const text = found?.index !== undefined && found.index <= 1 ? line.slice(found.index + found[0].length) : line;
  const level = /^\W*(ERROR|FATAL|WARN|INFO)\b/.exec(text)?.[1];
  return {
    time: found ? timeOf(found[0]) : undefined,
    level: level === 'FATAL' ? 'error' : ((level?.toLowerCase() as LogLine['level'] | undefined) ?? null),
    text: text.replace(/^(ERROR|FATAL|WARN|INFO)\s+/, '').slice(0, textAtMost),
  };
}

/** A date without a zone is one of this machine, which wrote it. */
function timeOf(text: string): number | undefined {
  const [, date, fraction = '0', zone = ''] = dated.exec(text) ?? [];
  const time = Date.parse(`${date?.replace(' ', 'T')}.${fraction.slice(0, 3)}${zone}`);
  return Number.isNaN(time) ? undefined : time;
}

function levelOf(level: unknown): LogLine['level'] {
  if (typeof level === 'string')
    return /^(error|fatal|panic)/.test(level) ? 'error' : level.startsWith('warn') ? 'warn' : 'info';
  if (typeof level !== 'number') return null;
  return level >= 50 ? 'error' : level >= 40 ? 'warn' : 'info';
}
