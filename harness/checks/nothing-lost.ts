import { type Check, inconclusive, passed, violated } from '../core/check.ts';
import { accepted, type Entry, type EntryState, ledger, owed } from '../core/ledger.ts';
import { logProblem } from './full-log.ts';

const words: Readonly<Record<Exclude<EntryState, 'complete'>, string>> = {
  unsent: 'accepted, and never in Kafka',
  unanswered: 'in Kafka, and nobody ended it',
  unheard: 'ended, and whoever asked was not told',
};

/** Every accepted operation is in Kafka, has its outcome there, and its asker has heard of it. */
export const nothingLost: Check = {
  name: 'nothing-lost',
  claim: 'every accepted request came to its end, and whoever asked was told',
  judge: (history) => {
    const entries = ledger(history);
    const yes = entries.filter(accepted);
    const problem = logProblem(history);
    if (problem) return inconclusive(problem);
    const lost = entries.filter((entry) => owed(entry) && entry.state !== 'complete');
    const vanished = history.of('final-read').at(-1)?.vanished ?? [];
    const read = history.of('final-read').map(({ line }) => line);
    if (lost.length > 0 || vanished.length > 0) {
      const gone = vanished.length > 0 ? [`${vanished.length} records vanished from the topics`] : [];
      const because = [...kinds(lost), ...gone].join('; ');
      return violated(`${lost.length} of ${entries.length} requests: ${because}`, [
        ...lost.flatMap(({ lines }) => lines),
        ...read,
      ]);
    }
    if (yes.length === 0)
      return inconclusive(`of ${entries.length} requests none was accepted: nothing could be lost`, read);
    return passed(`${yes.length} accepted requests, all came to their end`, [
      ...yes.map(({ lines }) => lines[0] ?? 0),
      ...read,
    ]);
  },
};

const kinds = (lost: readonly Entry[]): string[] =>
  (['unsent', 'unanswered', 'unheard'] as const)
    .map((state) => [state, lost.filter((entry) => entry.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${words[state]}`);
