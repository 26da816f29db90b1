import { type Fate, fateOf, fateWords, ground } from '../analysis/fate.ts';
import { hidden } from '../analysis/hidden.ts';
import { accepted, ledger, owed } from '../analysis/operations.ts';
import { type Check, inconclusive, notExercised, passed, violatedUnless } from '../model/check.ts';
import { logProblem } from './full-log.ts';

/**
 * Every accepted operation is in Kafka, has its outcome there, and its asker has heard of it. What Kafka itself lost
 * with its storage is told, and is not held against the services; what it lost without that is.
 */
export const noLoss: Check = {
  name: 'no-loss',
  gravity: 'loss',
  claim: 'every accepted request came to its end, and whoever asked was told',
  judge: (history) => {
    const entries = ledger(history);
    const yes = entries.filter(accepted);
    const problem = logProblem(history);
    if (problem) return inconclusive(problem);
    const known = ground(history);
    const open = entries.filter(owed).map((entry) => ({ entry, fate: fateOf(entry, known) }));
    const excused = (fate: Fate) => fate === 'lost-by-kafka' && known.excuse !== undefined;
    const lost = open.filter(({ fate }) => fate !== 'complete' && !excused(fate));
    const spared = open.filter(({ fate }) => excused(fate));
    const vanished = history.of('final-read').at(-1)?.vanished.length ?? 0;
    const read = history.of('final-read').map(({ line }) => line);
    const gone =
      vanished > 0 ? [`Kafka itself lost ${vanished} records${known.excuse ? `, with ${known.excuse}` : ''}`] : [];
    if (lost.length > 0 || (vanished > 0 && !known.excuse)) {
      const lack =
        lost.length > 0
          ? [`${lost.length} of ${entries.length} requests: ${kinds(lost.map(({ fate }) => fate)).join('; ')}`]
          : [];
      const certain = vanished > 0 && !known.excuse;
      return violatedUnless(certain ? undefined : hidden(history), [...lack, ...gone].join('; '), [
        ...lost.flatMap(({ entry }) => entry.lines),
        ...read,
      ]);
    }
    if (yes.length === 0)
      return notExercised(`of ${entries.length} requests none was accepted: nothing could be lost`, read);
    const rest = spared.length > 0 ? ` but ${spared.length}, which no service could keep` : '';
    return passed(`${[`${yes.length} accepted requests, all came to their end${rest}`, ...gone].join('; ')}`, [
      ...yes.map(({ lines }) => lines[0] ?? 0),
      ...read,
    ]);
  },
};

const kinds = (fates: readonly Fate[]): string[] =>
  [...Map.groupBy(fates, (fate) => fate)].map(([fate, several]) => `${several.length} ${fateWords[fate]}`);
