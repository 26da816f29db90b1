import { fateOf, ground, stoppedAt } from '../analysis/fate.ts';
import { ledger, owed } from '../analysis/operations.ts';
import { recovery } from '../analysis/recovery.ts';
import { provenFaults } from '../checks/fault-effective.ts';
import { logProblem } from '../checks/full-log.ts';
import { judge } from '../checks/judge.ts';
import type { Check } from '../model/check.ts';
import type { History } from '../model/history.ts';
import { durations } from './durations.ts';
import { interruption } from './interruption.ts';
import { lanes, topicLanes } from './lanes.ts';
import type { LedgerRow, Report, StepReport } from './model.ts';
import { moments } from './moments.ts';
import { processes } from './processes.ts';
import { sentence } from './sentence.ts';
import { services } from './services.ts';
import { stepEnds } from './step-ends.ts';
import { couldTell } from './told.ts';
import { unread } from './unread.ts';

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
  const told = services(history, couldTell(judged.checks, 'recovered-within'));
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
      faults: run.faults,
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
