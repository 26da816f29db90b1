import { hidden } from '../analysis/hidden.ts';
import { type Entry, ledger } from '../analysis/operations.ts';
import { type Check, inconclusive, notExercised, passed, violated } from '../model/check.ts';
import { logProblem } from './full-log.ts';

/**
 * No operation was asked, ended or heard twice. A copy of the same event (same id) is not a second effect: a producer
 * that loses an acknowledgement must send again. Two events with ids of their own are.
 */
export const noDuplicates: Check = {
  name: 'no-duplicates',
  gravity: 'loss',
  claim: 'no request was asked, ended or heard twice',
  judge: (history) => {
    const problem = logProblem(history);
    if (problem) return inconclusive(problem);
    const entries = ledger(history).filter(({ asked, outcomes }) => asked.length + outcomes.length > 0);
    const doubled = entries.filter(isDoubled);
    const copies = entries.reduce((sum, entry) => sum + entry.copies, 0);
    const absorbed = copies > 0 ? ` (${copies} copies of an event in the topics had no second effect)` : '';
    if (doubled.length > 0) {
      return violated(
        doubled.map((entry) => `${entry.operation}: ${twice(entry).join(', ')}`).join('; '),
        doubled.flatMap(({ lines }) => lines),
      );
    }
    if (entries.length === 0) return notExercised('no request is in Kafka: nothing could be doubled');
    const doubt = hidden(history);
    if (doubt) return inconclusive(`no second effect was seen; but ${doubt.because}`, doubt.lines);
    return passed(
      `${entries.length} requests in Kafka, each with one effect${absorbed}`,
      entries.map(({ lines }) => lines[0] ?? 0),
    );
  },
};

const isDoubled = ({ asked, outcomes, heard }: Entry): boolean =>
  asked.length > 1 || outcomes.length > 1 || heard.length > 1;

const twice = ({ asked, outcomes, heard }: Entry): string[] =>
  [
    ['asked', asked],
    ['ended', outcomes],
    ['heard', heard],
  ]
    .filter(([, records]) => (records?.length ?? 0) > 1)
    .map(([what, records]) => `${what} ${records?.length} times`);
