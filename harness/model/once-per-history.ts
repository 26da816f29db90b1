import type { History } from './history.ts';

/**
 * The same function of a history, worked out once for as many facts as it has: many checks rest on the same answer. A
 * history only grows, so its length tells whether an answer still holds. What is answered must not be changed.
 */
export function oncePerHistory<Value>(derive: (history: History) => Value): (history: History) => Value {
  const answers = new WeakMap<History, { readonly facts: number; readonly value: Value }>();
  return (history) => {
    const facts = history.facts.length;
    const known = answers.get(history);
    if (known?.facts === facts) return known.value;
    const value = derive(history);
    answers.set(history, { facts, value });
    return value;
  };
}
