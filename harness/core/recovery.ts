import { faultWindows } from './fault.ts';
import type { History, Placed } from './history.ts';
import { accepted, type Entry, fulfilled, ledger } from './ledger.ts';

/** An instant, in milliseconds since the run began, and the fact that shows it. */
export interface Instant {
  readonly at: number;
  readonly line: number;
}

export interface ServiceRecovery {
  readonly service: string;
  readonly kafka: boolean;
  /** From when recovery counts: its own route's heal, or the beginning of `recover` where nothing was broken. */
  readonly healedAt?: Instant;
  /** Its first own record after the heal. */
  readonly sends?: Instant;
  /** Its first answer to something that another one sent after the heal. */
  readonly hears?: Instant;
  /** From the heal until it did both; undefined if it never did while it was watched. */
  readonly afterMs?: number;
  /** For a service without Kafka: the longest time without a sign of life from it, in milliseconds. */
  readonly longestSilenceMs?: number;
  readonly lines: readonly number[];
}

export interface Recovery {
  /** How long each service may take, and how long was looked at all, in milliseconds. */
  readonly withinMs: number;
  readonly watchedMs: number;
  /** Whether it was watched to its end; of what an abort cut short nobody can say "never". */
  readonly whole: boolean;
  readonly services: readonly ServiceRecovery[];
  /** The first operation asked for after every heal that went all the way. */
  readonly drill?: {
    readonly operation: string;
    readonly askedAt: number;
    readonly doneAt: number;
    readonly lines: readonly number[];
  };
  /** How many operations were asked and accepted after the heal. */
  readonly askedAfterHeal: number;
}

/** Longer than this without a sign of life is a silence: a sign a second, one may be late, and half a second to look. */
const silenceMs = 2500;

/** What the facts say about recovery so far; undefined before the story has reached its `recover`. */
export function recovery(history: History): Recovery | undefined {
  const steps = history.of('step').filter(({ step }) => step === 'recover');
  const begin = steps.find(({ phase }) => phase === 'begin');
  if (!begin) return undefined;
  const over = steps.find(({ phase }) => phase === 'end');
  const end = over?.at ?? history.facts.at(-1)?.at ?? begin.at;
  const window = { begin, end };
  const services = history.run.services.map((service) =>
    service.kafka ? throughKafka(history, service, window) : bySigns(history, service.name, window),
  );
  const healedAt = Math.max(...services.map((service) => service.healedAt?.at ?? Number.POSITIVE_INFINITY));
  const later = ledger(history).filter((entry) => accepted(entry) && entry.invokedAt >= healedAt);
  const drill = later.find(fulfilled);
  return {
    withinMs: Number(begin.parameters?.withinMs ?? 0),
    watchedMs: end - begin.at,
    whole: over?.outcome === 'done' || over?.outcome === 'failed',
    services,
    askedAfterHeal: later.length,
    ...(drill ? { drill: drilled(drill) } : {}),
  };
}

const drilled = (entry: Entry) => ({
  operation: entry.operation,
  askedAt: entry.invokedAt,
  doneAt: Math.max(...entry.heard.map(({ appendedAt }) => appendedAt)),
  lines: entry.lines,
});

interface RecoverWindow {
  readonly begin: Placed<'step'>;
  readonly end: number;
}

/**
 * The instant at which a route was usable again: the end of the last attempt that failed, so that recovery is never
 * flattered by the time between two attempts. Without a fault before, the beginning of `recover`.
 */
function healOf(history: History, route: string, begin: Placed<'step'>): Instant | undefined {
  const last = faultWindows(history).findLast(({ from }) => from <= begin.at);
  if (!last) return { at: begin.at, line: begin.line };
  const probes = history.of('probe').filter((probe) => probe.route === route);
  const answering = probes.findIndex(({ outcome, first }) => outcome === 'answers' && first >= last.healFrom);
  const answers = probes[answering];
  if (!answers) return undefined;
  const failing = probes[answering - 1];
  const at = failing && failing.outcome !== 'answers' ? failing.last : Math.max(last.healFrom, answers.first);
  return { at, line: answers.line };
}

function throughKafka(
  history: History,
  { name, source }: { name: string; source?: string | undefined },
  window: RecoverWindow,
): ServiceRecovery {
  const healedAt = healOf(history, name, window.begin);
  if (!healedAt) return { service: name, kafka: true, lines: [] };
  // The broker counts whole milliseconds and cuts off the rest.
  const after = healedAt.at - 1;
  const seen = history.of('record').filter(({ appendedAt }) => appendedAt >= after && appendedAt <= window.end);
  const causes = new Map(
    seen.filter((record) => record.source !== source).map(({ id, appendedAt }) => [id, appendedAt]),
  );
  const own = seen.filter((record) => record.source === source).sort((one, other) => one.appendedAt - other.appendedAt);
  const sends = own[0];
  const hears = own.find(({ cause }) => cause !== undefined && causes.has(cause));
  const done = sends && hears ? Math.max(0, Math.max(sends.appendedAt, hears.appendedAt) - healedAt.at) : undefined;
  return {
    service: name,
    kafka: true,
    healedAt,
    ...(sends ? { sends: { at: sends.appendedAt, line: sends.line } } : {}),
    ...(hears ? { hears: { at: hears.appendedAt, line: hears.line } } : {}),
    ...(done === undefined ? {} : { afterMs: done }),
    lines: [healedAt.line, ...(sends ? [sends.line] : []), ...(hears ? [hears.line] : [])],
  };
}

/** A service without Kafka has recovered when the one that listens to it had a sign from it after the heal. */
function bySigns(history: History, service: string, window: RecoverWindow): ServiceRecovery {
  const heals = history.run.services
    .filter(({ kafka }) => kafka)
    .map(({ name }) => healOf(history, name, window.begin));
  const healedAt = heals.reduce((one, other) => (one && other ? (one.at >= other.at ? one : other) : undefined));
  const signs = history.of('sign').filter((sign) => sign.service === service && sign.signAt <= window.end);
  const first = healedAt ? signs.find(({ signAt }) => signAt >= healedAt.at) : undefined;
  if (!healedAt || !first) return { service, kafka: false, ...(healedAt ? { healedAt } : {}), lines: [] };
  const times = signs.map(({ signAt }) => signAt);
  const longestSilenceMs = Math.max(0, ...times.slice(1).map((time, index) => time - (times[index] ?? time)));
  const sign = { at: first.signAt, line: first.line };
  return {
    service,
    kafka: false,
    healedAt,
    sends: sign,
    hears: sign,
    longestSilenceMs,
    // It was never away: the next of its regular signs says when it was due, not how long it took.
    afterMs: longestSilenceMs <= silenceMs ? 0 : first.signAt - healedAt.at,
    lines: [healedAt.line, first.line],
  };
}

/** Whether each service works again and a drill has succeeded. */
export const recovered = ({ services, drill }: Recovery): boolean =>
  drill !== undefined && services.every(({ afterMs }) => afterMs !== undefined);
