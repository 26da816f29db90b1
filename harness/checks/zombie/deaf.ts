import { anyBetween } from '../../analysis/intervals.ts';
import { recordsWithId } from '../../analysis/records.ts';
import type { History, Placed } from '../../model/history.ts';
import type { Finding, Life } from './life.ts';

type RecordFact = Placed<'record'>;

/** Something was said to it, and it answered nothing that came the same way (topic and partition) for so long. */
export function deafness(history: History, life: Life, withinMs: number): Finding {
  const unheard = unanswered(history, life, withinMs);
  const [oldest] = unheard;
  if (!oldest) {
    const first = life.own.find(
      (record) => record.appendedAt >= life.from && record.appendedAt <= life.to && answeredBy(history, life, record),
    );
    return { works: first !== undefined, lines: first ? [first.line] : [] };
  }
  const { record, from } = oldest;
  const speaks = life.own.some(({ appendedAt }) => appendedAt >= from && appendedAt <= from + withinMs);
  const what = `${speaks ? 'sends but does not hear' : 'neither sends nor hears'}, and says that it works`;
  const group = groupWords(history, life.service, record.topic, from + withinMs);
  return {
    works: false,
    wrong: `${what}: ${unheard.length} events of ${record.topic} unanswered${group}`,
    lines: unheard.map((one) => one.record.line),
  };
}

/** What was said to it and this is the answer to, if it is one. */
const answeredBy = (history: History, { service }: Life, { causationId: cause }: RecordFact): RecordFact | undefined =>
  cause === undefined ? undefined : recordsWithId(history, cause).findLast(({ to }) => to === service);

/** What it had so long to answer, while it said that it works. */
function unanswered(history: History, life: Life, withinMs: number) {
  const due = life.addressed
    .map((record) => ({ record, from: Math.max(record.appendedAt, life.from) }))
    .filter(({ from }) => life.to - from > withinMs);
  if (due.length === 0) return [];
  const answers = life.own.flatMap((record) => {
    const answered = answeredBy(history, life, record);
    return answered ? [{ at: record.appendedAt, answered }] : [];
  });
  const byWay = Map.groupBy(answers, ({ answered }) => wayOf(answered));
  const byMatter = Map.groupBy(answers, ({ answered }) => matterOf(answered));
  return due.filter(({ record, from }) => {
    const to = from + withinMs;
    // The same matter is said again when nobody answers, and answered once.
    if ((byMatter.get(matterOf(record))?.[0]?.at ?? Number.POSITIVE_INFINITY) <= to) return false;
    return !anyBetween(byWay.get(wayOf(record)) ?? [], from, to) && life.saysItWorks('hears', { from, to });
  });
}

const wayOf = ({ topic, partition }: RecordFact): string => `${topic} ${partition}`;
const matterOf = ({ correlationId: operation, type, id }: RecordFact): string => `${operation ?? id} ${type}`;

/** By the broker's word its consumer has had no partition of a topic in which something is said to it. */
export function deafByAssignment(history: History, life: Life, withinMs: number): Finding {
  const facts = history.of('group').filter(({ service, at }) => service === life.service && at <= life.to);
  const wanted = facts.length > 0 ? new Set(life.addressed.map(({ topic }) => topic)) : [];
  const found = [...wanted].flatMap((topic) => {
    const stretch = withoutTopic(facts, topic, life).find(
      ({ from, to }) => to - from > withinMs && life.saysItWorks('hears', { from, to: from + withinMs }),
    );
    if (!stretch) return [];
    const time = ((stretch.to - stretch.from) / 1000).toFixed(1);
    const wrong = `says that it works, and its consumer had no partition of ${topic} for ${time} s`;
    return [{ wrong, line: stretch.line }];
  });
  const lines = found.map(({ line }) => line);
  return { works: false, lines, ...(found.length > 0 ? { wrong: found.map(({ wrong }) => wrong).join(', ') } : {}) };
}

/** Each group of a service stays as it was last told, so one that has the topic is enough. */
function withoutTopic(facts: readonly Placed<'group'>[], topic: string, life: Life) {
  const having = new Set<string | undefined>();
  const found: { from: number; to: number; line: number }[] = [];
  for (const [index, { group, members, assigned, at, line }] of facts.entries()) {
    if (members.length > 0 && (assigned[topic] ?? 0) > 0) having.add(group);
    else having.delete(group);
    if (having.size > 0) continue;
    const [from, to] = [Math.max(at, life.from), facts[index + 1]?.at ?? life.to];
    const before = found.at(-1);
    if (before && before.to === from) before.to = to;
    else found.push({ from, to, line });
  }
  return found;
}

/** What the broker says of the consumer that ought to have heard. */
function groupWords(history: History, service: string, topic: string, at: number): string {
  const facts = history.of('group').filter((fact) => fact.service === service && fact.at <= at);
  const latest = [...new Map(facts.map((fact) => [fact.group, fact] as const)).values()];
  if (latest.length === 0) return '';
  const members = latest.reduce((sum, fact) => sum + fact.members.length, 0);
  const partitions = latest.reduce((sum, { assigned }) => sum + (assigned[topic] ?? 0), 0);
  return ` (the broker knows ${members} members with ${partitions} partitions of it)`;
}
