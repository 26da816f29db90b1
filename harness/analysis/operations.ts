import type { History, Placed } from '../model/history.ts';
import { oncePerHistory } from '../model/once-per-history.ts';
import { stages } from '../model/step.ts';
import { withoutCopies } from './records.ts';

type RecordFact = Placed<'record'>;

/** What became of one operation: what its asker was told, and what the topics say. */
export interface Entry {
  readonly operation: string;
  readonly invokedAt: number;
  /** pending: its asker was never answered, which is as good as unknown. */
  readonly answer: 'ok' | 'fail' | 'unknown' | 'pending';
  readonly answeredAt: number | undefined;
  readonly detail: string | undefined;
  /** Records of each role; copies (the same event id again) are left out and counted. */
  readonly asked: readonly RecordFact[];
  readonly outcomes: readonly RecordFact[];
  readonly heard: readonly RecordFact[];
  /** All of its records, in the order in which the broker appended them. */
  readonly records: readonly RecordFact[];
  readonly copies: number;
  readonly state: EntryState;
  readonly lines: readonly number[];
}

/**
 * complete: asked, ended, and whoever asked has heard of it. unsent: not in Kafka. unanswered: in Kafka, and nobody
 * ended it. unheard: ended, and whoever asked does not know.
 */
export type EntryState = 'complete' | 'unsent' | 'unanswered' | 'unheard';

/** The end of what counts: what is asked to prove that a restart helps is not part of the story. */
export const storyEnd = (history: History): number =>
  history.of('step').find(({ step, phase }) => step === stages.restartTest && phase === 'begin')?.at ??
  Number.POSITIVE_INFINITY;

/** One entry for each operation asked before `end` (by default that of the story), in the order of asking. */
export const ledger = (history: History, end?: number): readonly Entry[] =>
  end === undefined ? ofTheStory(history) : entriesUntil(history, end);

const ofTheStory = oncePerHistory((history) => entriesUntil(history, storyEnd(history)));

function entriesUntil(history: History, end: number): readonly Entry[] {
  const answers = new Map<string, Placed<'operation'>>();
  for (const fact of history.of('operation')) if (fact.phase !== 'invoke') answers.set(fact.operation, fact);
  const told = history
    .of('record')
    .filter(({ correlationId: operation, appendedAt }) => operation !== undefined && appendedAt <= end);
  const records = Map.groupBy(told, ({ correlationId: operation }) => operation);
  return history
    .of('operation')
    .filter(({ phase, at }) => phase === 'invoke' && at <= end)
    .map((invoke) => entry(history, invoke, answers.get(invoke.operation), records.get(invoke.operation) ?? []));
}

function entry(
  history: History,
  invoke: Placed<'operation'>,
  answer: Placed<'operation'> | undefined,
  records: readonly RecordFact[],
): Entry {
  const distinct = withoutCopies(history, records);
  let [asked, outcomes, heard] = [none, none, none];
  for (const record of distinct) {
    if (record.role === 'request') asked = and(asked, record);
    else if (record.role === 'completed' || record.role === 'rejected') outcomes = and(outcomes, record);
    else if (record.role === 'acknowledged') heard = and(heard, record);
  }
  const state =
    asked.length === 0 ? 'unsent' : outcomes.length === 0 ? 'unanswered' : heard.length === 0 ? 'unheard' : 'complete';
  return {
    operation: invoke.operation,
    invokedAt: invoke.at,
    answer: answer && answer.phase !== 'invoke' ? answer.phase : 'pending',
    answeredAt: answer?.at,
    detail: answer?.detail,
    asked,
    outcomes,
    heard,
    records: inOrder(distinct) ? distinct : distinct.toSorted((one, other) => one.appendedAt - other.appendedAt),
    copies: records.length - distinct.length,
    state,
    lines: [invoke.line].concat(
      answer ? [answer.line] : [],
      records.map(({ line }) => line),
    ),
  };
}

/** Shared by all that have none, and never added to. */
const none: RecordFact[] = [];

/** A list that is added to from empty has room for 17, and nearly every list of a long ledger has one record. */
function and(records: RecordFact[], one: RecordFact): RecordFact[] {
  if (records.length === 0) return [one];
  records.push(one);
  return records;
}

const inOrder = (records: readonly RecordFact[]): boolean =>
  records.every(({ appendedAt }, index) => index === 0 || appendedAt >= (records[index - 1]?.appendedAt ?? 0));

/** Whoever asked was told yes: from then on it must not be lost. */
export const accepted = ({ answer }: Entry): boolean => answer === 'ok';

/** Accepted, or in Kafka whatever the asker was told. Of the rest nothing came, and nobody was promised anything. */
export const owed = (entry: Entry): boolean => accepted(entry) || entry.asked.length > 0;

export const fulfilled = (entry: Entry): boolean =>
  entry.state === 'complete' && entry.outcomes.some(({ role }) => role === 'completed');
