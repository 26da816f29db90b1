import type { ServiceReport } from '../../report/model.ts';

/** What a service's way back is made of, in the order in which it must happen. */
export const stageWords = {
  tcp: 'broker reached',
  metadata: 'leaders known',
  joined: 'group joined',
  fetched: 'first fetch',
  effect: 'first answer',
  caughtUp: 'nothing left over',
} as const;

export type Stage = keyof typeof stageWords;
export const stageOrder = Object.keys(stageWords) as readonly Stage[];

/** A stage and the time in which it was gone through, in milliseconds since the service's way to Kafka was usable. */
export interface StageSpan {
  readonly stage: Stage;
  readonly from: number;
  readonly to: number;
}

/**
 * When each stage was done, in milliseconds from the beginning of the heal. They are looked at by turns and by different
 * eyes, and a later stage proves an earlier one: none is done after one that needs it.
 */
export function stageTimes({ stages }: ServiceReport): readonly (readonly [Stage, number])[] {
  let latest = Number.POSITIVE_INFINITY;
  const times: [Stage, number][] = [];
  for (const stage of stageOrder.toReversed()) {
    const seen = stages?.[stage];
    if (seen === undefined) continue;
    latest = Math.min(latest, seen);
    times.unshift([stage, latest]);
  }
  return times;
}

/**
 * The stages after the way to Kafka was usable; what was done before it took the service no time of its own. Of stages
 * that were done at the same instant the last one has the span.
 */
export function stageSpans(service: ServiceReport): StageSpan[] {
  const { stages, healedAt } = service;
  if (!stages || healedAt === null) return [];
  const spans: StageSpan[] = [];
  for (const [stage, time] of stageTimes(service)) {
    const before = spans.at(-1);
    const [from, to] = [before?.to ?? 0, Math.max(0, stages.from + time - healedAt)];
    if (to > from) spans.push({ stage, from, to });
    else if (before) spans[spans.length - 1] = { ...before, stage };
  }
  return spans;
}
