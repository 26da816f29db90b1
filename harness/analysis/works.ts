import type { History } from '../model/history.ts';
import { type Effects, effects } from './effects.ts';
import { recordsOf, recordsTo } from './records.ts';

export type KnownService = History['run']['services'][number];

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * What shows that a service works in a stretch of time, in the same words for its recovery and for the restart test of a
 * restart: one on Kafka sends and hears; of one without Kafka another one had a sign of life, which is both.
 */
export function workOf(history: History, service: KnownService, { from, to }: Stretch): Effects {
  if (service.kafka) return effects(history, service.source, { from, to });
  const sign = history
    .of('heartbeat')
    .find((one) => one.service === service.name && one.signAt >= from && one.signAt <= to);
  if (!sign) return {};
  const seen = { at: sign.signAt, line: sign.line };
  return { sends: seen, hears: seen, bothAt: sign.signAt };
}

/**
 * Whether a service that worked in this stretch would have been seen to: it was asked, or something was said to it, or
 * nothing has to be for it to send. Of one without Kafka somebody must have been there who sees its signs.
 */
export function couldBeSeen(history: History, { name, kafka, source }: KnownService, { from, to }: Stretch): boolean {
  const inside = (at: number) => at >= from && at <= to;
  if (!kafka)
    return history.of('heartbeat').some((one) => one.service === name && answers(history, one.seenBy, { from, to }));
  if (history.run.asked === name)
    return history.of('operation').some(({ phase, at }) => phase === 'invoke' && inside(at));
  const addressed = recordsTo(history, name);
  if (addressed.length > 0) return addressed.some(({ appendedAt }) => inside(appendedAt));
  return recordsOf(history, source).length > 0;
}

/** Whether it answered at some time of this stretch whoever asked after its health. */
function answers(history: History, service: string, { from, to }: Stretch): boolean {
  const words = history.of('health').filter((word) => word.service === service && word.at <= to);
  const before = words.findLast(({ at }) => at <= from);
  return before?.answer === 'says' || words.some(({ answer, at }) => answer === 'says' && at >= from);
}
