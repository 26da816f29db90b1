import { anyBetween } from '../../analysis/intervals.ts';
import { accepted, ledger } from '../../analysis/operations.ts';
import type { History } from '../../model/history.ts';
import type { Finding, Life } from './life.ts';

/** It was asked over its own interface, said yes, and nothing of that kind was sent for so long. */
export function muteness(history: History, life: Life, withinMs: number): Finding {
  if (history.run.asked !== life.service) return { works: false, lines: [] };
  const sent = life.own.filter(({ role }) => role === 'request').map(({ appendedAt: at, line }) => ({ at, line }));
  const works = sent.filter(({ at }) => at >= life.from && at <= life.to);
  // Nothing can be late yet, and to read the whole ledger would be for nothing.
  const entries = life.to - life.from > withinMs ? ledger(history) : [];
  const unsent = entries.filter((entry) => {
    const from = Math.max(entry.answeredAt ?? entry.invokedAt, life.from);
    const to = from + withinMs;
    if (!accepted(entry) || life.to <= to || entry.asked.some(({ appendedAt }) => appendedAt <= to)) return false;
    // The clock of the broker cuts off what is less than a millisecond.
    return !anyBetween(sent, from - 1, to) && life.saysItWorks('sends', { from, to });
  });
  const lines = [...works.slice(0, 1).map(({ line }) => line), ...unsent.flatMap((entry) => entry.lines)];
  if (unsent.length === 0) return { works: works.length > 0, lines };
  return {
    works: false,
    wrong: `does not send, and says that it works: ${unsent.length} requests accepted and not in Kafka`,
    lines,
  };
}
