import { fateOf, ground, stoppedAt } from '../analysis/fate.ts';
import { heardLate, placeWords, recordWords, undated, unreadableIn, unseenIn } from '../analysis/hidden.ts';
import { ledger, owed } from '../analysis/operations.ts';
import { recovery } from '../analysis/recovery.ts';
import { provenFaults } from '../checks/fault-effective.ts';
import { logProblem } from '../checks/full-log.ts';
import { recoveredWithin } from '../checks/index.ts';
import type { JudgedCheck } from '../checks/judge.ts';
import { judge } from '../checks/judge.ts';
import type { Check } from '../model/check.ts';
import { faultWindows } from '../model/fault.ts';
import type { History } from '../model/history.ts';
import { durations } from './durations.ts';
import { lanes, topicLanes } from './lanes.ts';
import type { LedgerRow, Moment, Report, StepReport } from './model.ts';
import { processes } from './processes.ts';
import { sentence } from './sentence.ts';
import { services } from './services.ts';
import { stepEnds } from './step-ends.ts';
import { couldTell } from './told.ts';

/** Judges a history and makes the report of it: pure, so that a stored history gives the same report again. */
export function buildReport(history: History, invariants: readonly Check[]): Report {
  const { run } = history;
  const judged = judge(history, invariants);
  const { drill } = recovery(history) ?? {};
  const known = ground(history);
  const readToTheEnd = logProblem(history) === undefined;
  const rows = ledger(history).map((entry): LedgerRow => {
    const [outcome] = entry.outcomes;
    const fate = fateOf(entry, known);
    return {
      operation: entry.operation,
      askedAt: entry.invokedAt,
      answer: entry.answer,
      detail: entry.detail ?? '',
      answeredAt: entry.answeredAt ?? null,
      inKafkaAt: entry.records[0]?.appendedAt ?? null,
      outcome: outcome?.type ?? null,
      heardAt: entry.heard[0]?.appendedAt ?? null,
      state: entry.state,
      fate,
      stoppedAt: fate === 'complete' ? null : (stoppedAt(entry)?.type ?? null),
      lost:
        readToTheEnd && owed(entry) && fate !== 'complete' && !(fate === 'lost-by-kafka' && known.excuse !== undefined),
      doubled: [entry.asked, entry.outcomes, entry.heard].some(({ length }) => length > 1),
      copies: entry.copies,
    };
  });
  const told = services(history, couldTell(judged.checks, recoveredWithin.name));
  return {
    format: 2,
    run: run.id,
    scenario: run.scenario,
    title: run.title,
    story: run.story,
    system: run.system,
    variant: run.variant,
    variants: run.variants ?? [],
    runtime: run.runtime,
    startedAt: new Date(run.startedAt).toISOString(),
    verdict: judged.verdict,
    sentence: sentence({
      ...judged,
      services: told,
      ledger: rows,
      faults: faultWindows(history),
      interruption: interruption(history),
    }),
    services: told,
    drill: drill ? { operation: drill.operation, askedAt: drill.askedAt, doneAt: drill.doneAt } : null,
    faults: provenFaults(history).map(({ window: { fault, name, title, from, healFrom, to }, evidence }) => ({
      fault,
      name,
      title,
      from,
      healFrom,
      to,
      evidence,
    })),
    checks: judged.checks,
    unread: unread(history),
    ledger: rows,
    steps: steps(history),
    lanes: lanes(history),
    topics: topicLanes(history),
    processes: processes(history),
    moments: moments(history, judged.checks),
    notes: [...history.of('note'), ...history.of('aborted').map(({ reason }) => ({ text: `aborted: ${reason}` }))].map(
      ({ text }) => text,
    ),
    durations: durations(history),
    versions: run.versions,
    machine: run.machine,
    command: run.command,
    facts: history.facts.length,
  };
}

function steps(history: History): StepReport[] {
  const last = history.facts.at(-1)?.at ?? 0;
  return stepEnds(history).map(({ begin, end }) => ({
    path: begin.path,
    title: begin.title,
    from: begin.at,
    to: end?.at ?? last,
    outcome: end?.outcome ?? 'unfinished',
    reason: end?.reason ?? null,
  }));
}

/** Why a run did not come to its end, and when, in words; null: it did. */
function interruption(history: History): string | null {
  const aborted = history.of('aborted').at(-1);
  if (aborted) {
    // What was running then was ended first, and took its time.
    const step = history.of('step').find(({ outcome }) => outcome === 'aborted');
    const after = seconds(step?.at ?? aborted.at);
    const [, signal] = /^interrupted by (SIG[A-Z]+)$/.exec(aborted.reason) ?? [];
    if (signal) return `the run was interrupted (${signal}) after ${after}`;
    return `the run was aborted after ${after}: ${aborted.reason.replace(/\.$/, '')}`;
  }
  if (history.of('closed').length > 0) return null;
  return `the history ends after ${seconds(history.facts.at(-1)?.at ?? 0)}: the run was killed, or the file was cut short`;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** When each fault came and went, and when each violation began. */
function moments(history: History, checks: readonly JudgedCheck[]): Moment[] {
  const heals = new Set(history.of('fault').flatMap(({ phase, at }) => (phase === 'heal' ? [at] : [])));
  const faults = faultWindows(history).flatMap(({ title, from, healFrom, injectAt }): Moment[] => {
    return [
      { at: Math.min(injectAt, from), kind: 'inject', title },
      ...(heals.has(healFrom) ? [{ at: healFrom, kind: 'heal', title } as const] : []),
    ];
  });
  const violations = checks.filter(({ verdict }) => verdict === 'violated').flatMap((check) => ofCheck(history, check));
  return [...faults, ...violations].sort((one, other) => one.at - other.at);
}

/** A violation begins with the first of the facts on which it rests. */
function ofCheck(history: History, { name, lines }: JudgedCheck): Moment[] {
  let first = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const fact = history.facts[line - 1];
    if (fact && fact.kind !== 'run') first = Math.min(first, fact.at);
  }
  return first === Number.POSITIVE_INFINITY ? [] : [{ at: first, kind: 'violation', title: name }];
}

/** So many are shown of each kind. */
const samples = 3;

/** What was in Kafka and is evidence of nothing, in sentences with samples: nobody must take it for what is not there. */
function unread(history: History): string[] {
  const all = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const [records, places, late] = [unreadableIn(history, all), unseenIn(history, all), heardLate(history)];
  const last = late.filter(({ seen }) => seen === 'final').length;
  const time = undated(history);
  return [
    ...told(records.length, 'record', 'that the description of the system cannot read', records.map(recordWords)),
    ...told(places.length, 'place', 'in the topics could not be read', places.map(placeWords)),
    ...(late.length === 0
      ? []
      : [`${late.length} of ${history.of('record').length} records were heard late (${last} only by the last read)`]),
    ...(time ? [time.because] : []),
  ];
}

function told(count: number, one: string, what: string, words: readonly string[]): string[] {
  if (count === 0) return [];
  const more = count > samples ? `; and ${count - samples} more` : '';
  return [`${count} ${one}${count === 1 ? '' : 's'} ${what}: ${words.slice(0, samples).join('; ')}${more}`];
}
