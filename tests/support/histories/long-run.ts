import type { Fact } from '../../../harness/model/fact.ts';
import type { History } from '../../../harness/model/history.ts';
import { goodRun, told } from './good-run.ts';

/** The good run with its last charge asked for again and again, until it has about so many facts. */
export function longRun(facts: number): History {
  const whole = goodRun().filter(({ kind }) => kind !== 'closed');
  const before = whole.findIndex(({ kind }) => kind === 'final-read');
  const charge = whole.filter(
    (fact) => (fact.kind === 'operation' ? fact.operation : fact.kind === 'record' && fact.correlationId) === 'op-3',
  );
  const more: Fact[] = [];
  for (let number = 4; whole.length + more.length < facts; number += 1) more.push(...charge.map(again(number)));
  const longer = [...whole.slice(0, before), ...more, ...whole.slice(before)];
  // In the order of their times, as a run writes them: so it can also be stored, and read.
  return told(longer.sort((one, other) => one.at - other.at));
}

/** The same charge under another name: its operation, its events and their places. */
const again =
  (number: number) =>
  (fact: Fact): Fact => {
    const name = (text: string) => text.replace('op-3', `op-${number}`);
    if (fact.kind === 'operation') return { ...fact, operation: `op-${number}` };
    if (fact.kind !== 'record') return fact;
    const { id, causationId: cause, offset } = fact;
    return {
      ...fact,
      id: name(id),
      correlationId: `op-${number}`,
      offset: number * 10 + (offset % 10),
      ...(cause === undefined ? {} : { causationId: name(cause) }),
    };
  };
