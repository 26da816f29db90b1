import { hidden } from '../analysis/hidden.ts';
import { accepted, ledger } from '../analysis/operations.ts';
import { recordsWithId } from '../analysis/records.ts';
import { type Check, inconclusive, notExercised, passed, violatedUnless } from '../model/check.ts';
import { stages } from '../model/step.ts';
import { logProblem } from './full-log.ts';

/**
 * What a service claims to have published is in the topics: the request behind each yes, and each event of which its
 * log says that Kafka has it. Only what was claimed before the last read began can be in it.
 */
export const noFalseAck: Check = {
  name: 'no-false-ack',
  gravity: 'lie',
  claim: 'everything that an answer or a log claims to be published is in the topics',
  judge: (history) => {
    const problem = logProblem(history);
    if (problem) return inconclusive(problem);
    const read = history.of('step').findLast(({ step, phase }) => step === stages.finalRead && phase === 'begin');
    const end = read?.at ?? history.of('final-read').at(-1)?.at ?? 0;
    const logged = history.of('claim').filter(({ event, at }) => event !== undefined && at <= end);
    const answered = ledger(history).filter(accepted);
    const idle = logged.filter(({ event }) => recordsWithId(history, event ?? '').length === 0);
    const empty = answered.filter(({ asked }) => asked.length === 0);
    if (idle.length + empty.length > 0) {
      const lines = [...idle.map(({ line }) => line), ...empty.flatMap((entry) => entry.lines)];
      const liars = [...new Set(idle.map(({ service }) => service))].join(', ');
      const because = [
        ...(idle.length > 0 ? [`${idle.length} events that the log of ${liars} calls published`] : []),
        ...(empty.length > 0 ? [`${empty.length} requests that were answered with yes`] : []),
      ];
      return violatedUnless(hidden(history), `not in the topics: ${because.join('; ')}`, lines);
    }
    if (logged.length + answered.length === 0) return notExercised('nobody claimed anything');
    return passed(
      `${answered.length} answers and ${logged.length} lines of logs claim a publish, and all are in the topics`,
      [...logged.map(({ line }) => line), ...answered.map(({ lines }) => lines[0] ?? 0)],
    );
  },
};
