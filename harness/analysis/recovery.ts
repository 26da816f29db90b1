import { faultWindows } from '../model/fault.ts';
import type { History, Placed } from '../model/history.ts';
import { oncePerHistory } from '../model/once-per-history.ts';
import { stepKinds } from '../model/step.ts';
import { brokersOf } from './cluster.ts';
import { greatest } from './extremes.ts';
import { accepted, type Entry, fulfilled, ledger } from './operations.ts';
import { type Instant, recordsOf } from './records.ts';
import { type KnownService, workOf } from './works.ts';

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
  /** How long it was looked at from its heal on: what did not come has not come within this. */
  readonly watchedMs?: number;
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

/** What the facts say about recovery so far; undefined before the story has reached its `recover`. */
export const recovery = oncePerHistory(recoveryIn);

function recoveryIn(history: History): Recovery | undefined {
  const steps = history.of('step').filter(({ step }) => step === stepKinds.expectRecovery);
  const begin = steps.find(({ phase }) => phase === 'begin');
  if (!begin) return undefined;
  const over = steps.find(({ phase }) => phase === 'end');
  const end = over?.at ?? history.facts.at(-1)?.at ?? begin.at;
  const window = { begin, end };
  const kafka = history.run.services.filter((service) => service.kafka);
  const ways = { ...window, heals: kafka.map(({ name }) => healOf(history, name, begin)) };
  const services = history.run.services
    .map((service) => (service.kafka ? throughKafka(history, service, window) : byHeartbeats(history, service, ways)))
    .map((found) => watched(found, end));
  const healedAt = greatest(services.map((service) => service.healedAt?.at ?? Number.POSITIVE_INFINITY));
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

/** A way that was usable only when nobody watched any more tells nothing of the service behind it. */
function watched(found: ServiceRecovery, end: number): ServiceRecovery {
  if (!found.healedAt || found.healedAt.at > end) return { service: found.service, kafka: found.kafka, lines: [] };
  return { ...found, watchedMs: end - found.healedAt.at };
}

const drilled = (entry: Entry) => ({
  operation: entry.operation,
  askedAt: entry.invokedAt,
  doneAt: greatest(entry.heard.map(({ appendedAt }) => appendedAt)),
  lines: entry.lines,
});

interface RecoverWindow {
  readonly begin: Placed<'step'>;
  readonly end: number;
}

/**
 * The instant at which a service had all it needs again: when the heal that came last began, and not before the end of
 * the last attempt on its route that failed, so that recovery is never flattered by the time between two attempts.
 * Without a fault before, the beginning of `recover`.
 */
function healOf(history: History, route: string, begin: Placed<'step'>): Instant | undefined {
  const windows = faultWindows(history).filter(({ from }) => from <= begin.at);
  if (windows.length === 0) return { at: begin.at, line: begin.line };
  // Faults within faults are healed from the inside out.
  const last = windows.reduce((one, other) => (other.healFrom > one.healFrom ? other : one));
  const healing = history.of('fault').find(({ fault, phase }) => fault === last.fault && phase === 'heal');
  const heal = { at: last.healFrom, line: healing?.line ?? begin.line };
  const onTheWay = windows.filter(({ sparesKafka }) => !sparesKafka).map(({ healFrom }) => healFrom);
  if (onTheWay.length === 0) return heal;
  const open = openFrom(history, route, greatest(onTheWay));
  return open && (open.at > heal.at ? open : { ...open, at: heal.at });
}

/** A way that was seen to be open only when nobody watched the services any more was, for all that is known, never so. */
function openFrom(history: History, route: string, healFrom: number): Instant | undefined {
  const over = history.of('step').find(({ step, phase }) => step === stepKinds.expectRecovery && phase === 'end');
  const watchedUntil = over?.at ?? Number.POSITIVE_INFINITY;
  const probes = history.of('probe').filter((probe) => probe.route === route && probe.first <= watchedUntil);
  // Equal attempts are one fact: one that began before the heal shows by its last attempt that the way is open.
  const answering = probes.findIndex(({ outcome, last }) => outcome === 'answers' && last >= healFrom);
  const answers = probes[answering];
  if (!answers) return undefined;
  // A busy prober may meet silence when the service itself has long been through: its own record proves the way open.
  const proven = firstRecord(history, route, allRunFrom(history, healFrom));
  const failing = probes.slice(0, answering).findLast(({ outcome, first }) => outcome !== 'answers' && first < proven);
  const failed = failing ? (failing.last <= proven ? failing.last : failing.first) : healFrom;
  return { at: Math.max(healFrom, failed), line: answers.line };
}

/**
 * When the last broker ran that the heal started. Until then a record proves nothing where there are several: the one
 * that leads writes it down, and acknowledges it only when another one has it, too.
 */
function allRunFrom(history: History, healFrom: number): number {
  const brokers = brokersOf(history);
  if (brokers.length === 1) return healFrom;
  const starts = history.of('process').filter(({ phase, subject }) => phase === 'started' && brokers.includes(subject));
  return greatest(
    starts.map(({ at }) => at),
    healFrom,
  );
}

/** When the service of this route first said something in Kafka after this moment; never: infinity. */
function firstRecord(history: History, service: string, after: number): number {
  const source = history.run.services.find(({ name }) => name === service)?.source;
  return (
    recordsOf(history, source).find(({ appendedAt }) => appendedAt > after)?.appendedAt ?? Number.POSITIVE_INFINITY
  );
}

function throughKafka(history: History, service: KnownService, window: RecoverWindow): ServiceRecovery {
  const { name } = service;
  const healedAt = healOf(history, name, window.begin);
  if (!healedAt) return { service: name, kafka: true, lines: [] };
  const { sends, hears, bothAt } = workOf(history, service, { from: healedAt.at, to: window.end });
  return {
    service: name,
    kafka: true,
    healedAt,
    ...(sends ? { sends } : {}),
    ...(hears ? { hears } : {}),
    ...(bothAt === undefined ? {} : { afterMs: Math.max(0, bothAt - healedAt.at) }),
    lines: [healedAt.line, ...(sends ? [sends.line] : []), ...(hears ? [hears.line] : [])],
  };
}

interface Ways extends RecoverWindow {
  /** Of each service that is on Kafka. */
  readonly heals: readonly (Instant | undefined)[];
}

/** A service without Kafka has recovered when the one that listens to it had a sign from it after the heal. */
function byHeartbeats(history: History, known: KnownService, { heals, ...window }: Ways): ServiceRecovery {
  const { name: service, heartbeatWithinMs = 0 } = known;
  // Its links are its only ways. One that never answers again has a dead far end, whose own recovery is judged.
  const links = (history.run.links ?? [])
    .filter(({ from, to }) => from === service || to === service)
    .flatMap(({ name }) => healOf(history, name, window.begin) ?? []);
  const healedAt = latestOf([...heals, ...links]);
  const signs = history.of('heartbeat').filter((sign) => sign.service === service && sign.signAt <= window.end);
  const sign = healedAt && workOf(history, known, { from: healedAt.at, to: window.end }).sends;
  if (!healedAt || !sign) return { service, kafka: false, ...(healedAt ? { healedAt } : {}), lines: [] };
  const times = signs.map(({ signAt }) => signAt);
  const longestSilenceMs = greatest(
    times.slice(1).map((time, index) => time - (times[index] ?? time)),
    0,
  );
  return {
    service,
    kafka: false,
    healedAt,
    sends: sign,
    hears: sign,
    longestSilenceMs,
    // It was never away: the next of its regular signs says when it was due, not how long it took.
    afterMs: longestSilenceMs <= heartbeatWithinMs ? 0 : sign.at - healedAt.at,
    lines: [healedAt.line, sign.line],
  };
}

/** Undefined where one of them is not known, and where there is none: nobody has seen when it had all that it needs. */
function latestOf([first, ...others]: readonly (Instant | undefined)[]): Instant | undefined {
  return others.reduce((one, other) => (one && other ? (one.at >= other.at ? one : other) : undefined), first);
}

/** From when on every way to Kafka was usable again; undefined: never, or the story did not come so far. */
export function healedEverywhere(history: History): number | undefined {
  const heals = recovery(history)?.services.map(({ healedAt }) => healedAt?.at) ?? [undefined];
  return heals.some((at) => at === undefined) ? undefined : greatest(heals as number[]);
}

/** From when on the recovery of a service with a route of its own counts; undefined while nobody has seen that. */
export function healedAt(history: History, service: string): number | undefined {
  const begin = history.of('step').find(({ step, phase }) => step === stepKinds.expectRecovery && phase === 'begin');
  return begin && healOf(history, service, begin)?.at;
}

/** Whether each service works again and a drill has succeeded. */
export const recovered = ({ services, drill }: Recovery): boolean =>
  drill !== undefined && services.every(({ afterMs }) => afterMs !== undefined);
