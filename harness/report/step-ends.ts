import type { History, Placed } from '../model/history.ts';

/** Each step that began, in order, with its end: the first of the same path that stands behind it. */
export function stepEnds(history: History): { readonly begin: Placed<'step'>; readonly end?: Placed<'step'> }[] {
  const begun: Placed<'step'>[] = [];
  const ends = new Map<number, Placed<'step'>>();
  const open = new Map<string, number[]>();
  for (const step of history.of('step')) {
    if (step.phase === 'begin') {
      begun.push(step);
      const waiting = open.get(step.path);
      if (waiting) waiting.push(step.line);
      else open.set(step.path, [step.line]);
    } else {
      for (const line of open.get(step.path) ?? []) ends.set(line, step);
      open.delete(step.path);
    }
  }
  return begun.map((begin) => {
    const end = ends.get(begin.line);
    return end ? { begin, end } : { begin };
  });
}
