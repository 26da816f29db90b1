import { faultWindows } from '../model/fault.ts';
import type { History, Placed } from '../model/history.ts';
import type { Instant } from './records.ts';
import { recordsOf, recordsTo, recordsWithId } from './records.ts';
import { recovery, type ServiceRecovery } from './recovery.ts';

/**
 * How far a service's way back has come, each stage seen from outside of it. A stage that nobody saw is not there: a
 * consumer that commits nothing to Kafka, for one, shows no fetch.
 */
export interface Stages {
  readonly service: string;
  /** When the heal of the last fault began, or `recover` where nothing was broken. */
  readonly from: Instant;
  /** A broker is behind its route: it answers a first request, ready or not. */
  readonly tcp?: Instant;
  /** It also names leaders and a coordinator. */
  readonly metadata?: Instant;
  /** The membership that lasted has begun. */
  readonly joined?: Instant;
  /** Its committed place has moved. */
  readonly fetched?: Instant;
  /** Its first answer to something that another one sent after the heal. */
  readonly effect?: Instant;
  /** All that had been asked of it when it first answered has its answer. */
  readonly caughtUp?: Instant;
}

export const stageNames = ['tcp', 'metadata', 'joined', 'fetched', 'effect', 'caughtUp'] as const;

/** The stages of each service that talks to Kafka; none before the story has reached its `recover`. */
export function stages(history: History): Stages[] {
  const found = recovery(history);
  const begin = history.of('step').find(({ step, phase }) => step === 'expectRecovery' && phase === 'begin');
  if (!found || !begin) return [];
  const heal = history.of('fault').findLast(({ phase }) => phase === 'heal');
  const healed = faultWindows(history).some((window) => window.healFrom <= begin.at);
  const from = heal && healed ? { at: heal.at, line: heal.line } : { at: begin.at, line: begin.line };
  return found.services.filter(({ kafka }) => kafka).map((service) => stagesOf(history, service, from));
}

function stagesOf(history: History, { service, hears }: ServiceRecovery, from: Instant): Stages {
  const probes = history.of('probe').filter(({ route, last }) => route === service && last >= from.at);
  const first = (...outcomes: Placed<'probe'>['outcome'][]) => probes.find(({ outcome }) => outcomes.includes(outcome));
  const met = (probe: Placed<'probe'> | undefined) => probe && { at: Math.max(from.at, probe.first), line: probe.line };
  const groups = history.of('group').filter((fact) => fact.service === service && fact.at >= from.at);
  // Groups are looked at by turns: what an answer already proves has not happened after it.
  const notAfter = (later: Instant | undefined, seen: Instant | undefined) =>
    seen && later && later.at < seen.at ? { at: later.at, line: seen.line } : seen;
  const fetched = notAfter(hears, firstCommit(groups));
  const joined = notAfter(fetched ?? hears, lastingMembership(groups));
  const caughtUp = hears && lagGone(history, service, hears);
  const found = { tcp: met(first('answers', 'not-ready')), metadata: met(first('answers')), joined, fetched };
  return { service, from, ...present({ ...found, effect: hears, caughtUp }) };
}

type Seen = Omit<Stages, 'service' | 'from'>;
type MaybeSeen = { readonly [Stage in keyof Seen]: Instant | undefined };

const present = (found: MaybeSeen): Seen =>
  Object.fromEntries(Object.entries(found).filter(([, instant]) => instant !== undefined)) as Seen;

type GroupFact = Placed<'group'>;
const isIn = ({ state, members, assigned }: GroupFact): boolean =>
  state === 'Stable' && members.length > 0 && Object.values(assigned).some((partitions) => partitions > 0);

/**
 * The broker keeps a member that has vanished until its session ends, so the first sight of a group after a heal may be
 * that of a ghost: what counts is since when the members of the youngest group that is still there have been the same.
 */
function lastingMembership(groups: readonly GroupFact[]): Instant | undefined {
  const beginnings = [...Map.groupBy(groups, ({ group }) => group).values()].flatMap((facts) => {
    const last = facts.at(-1);
    if (!last || !isIn(last)) return [];
    const other = facts.findLastIndex((fact) => !isIn(fact) || fact.members.join() !== last.members.join());
    const since = facts[other + 1];
    return since ? [{ at: since.at, line: since.line }] : [];
  });
  return beginnings.sort((one, another) => one.at - another.at).at(-1);
}

function firstCommit(groups: readonly GroupFact[]): Instant | undefined {
  const before = new Map<string, number>();
  for (const { group = '', committed, at, line, state } of groups) {
    for (const [place, offset] of Object.entries(committed)) {
      const key = `${group} ${place}`;
      const known = before.get(key);
      if (known !== undefined ? offset > known : before.has(group)) return { at, line };
      before.set(key, offset);
    }
    // A group that has come into being since has committed nothing before.
    if (state !== 'gone') before.set(group, 0);
  }
  return undefined;
}

/**
 * Of the records that this service must answer, those that stood in the topics when it first answered anything are all
 * behind it. It works through each partition in order, so its answer to a later one says so, too.
 */
function lagGone(history: History, service: string, effect: Instant): Instant | undefined {
  const source = history.run.services.find(({ name }) => name === service)?.source;
  // The partitions in which something is left over, each with the offset up to which it must answer.
  const left = new Map<string, number>();
  for (const record of recordsTo(history, service)) {
    if (record.appendedAt > effect.at) continue;
    left.set(partitionOf(record), Math.max(record.offset, left.get(partitionOf(record)) ?? 0));
  }
  if (left.size === 0) return undefined;
  for (const { causationId: cause, appendedAt, line } of recordsOf(history, source)) {
    for (const answered of cause === undefined ? [] : recordsWithId(history, cause)) {
      const upTo = left.get(partitionOf(answered)) ?? Number.POSITIVE_INFINITY;
      if (answered.to === service && answered.offset >= upTo) left.delete(partitionOf(answered));
    }
    if (left.size === 0) return appendedAt > effect.at ? { at: appendedAt, line } : effect;
  }
  return undefined;
}

const partitionOf = ({ topic, partition }: Placed<'record'>): string => `${topic}/${partition}`;
