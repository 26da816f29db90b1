import { type GoingOn, goesOn, goingOn } from '../analysis/availability.ts';
import { hidden, undated } from '../analysis/hidden.ts';
import { type Check, inconclusive, lateUnless, notExercised, passed, type Timing } from '../model/check.ts';
import { mayBeThere } from './full-log.ts';

/** Where enough of Kafka is left, an outage of the rest is nothing that users see for longer than this. */
export const availability: Check = {
  name: 'availability',
  gravity: 'recovery',
  claim:
    'though a part of Kafka was away, every service sent and heard again in time, and a request asked meanwhile was served',
  judge: (history) => {
    const found = goingOn(history);
    const lines = found.flatMap((one) => one.lines);
    if (found.length === 0) return notExercised('no fault was there under which the system was to go on');
    const dated = undated(history);
    if (dated) return inconclusive(dated.because, [...lines, ...dated.lines]);
    const wrong = found.filter((one) => late(one).length > 0);
    if (wrong.length > 0) {
      const because = wrong.map((one) => `under "${one.title}": ${late(one).join(', ')}`).join('; ');
      // What an abort cut short might have come yet; what came late is late whatever came after.
      const cutShort = wrong.every((one) => !one.whole && !tooLate(one));
      if (cutShort) return inconclusive(`the watch was cut short; until then, ${because}`, lines);
      // What came late was late, unless something before it was missed.
      const doubts = wrong.map((one) => (tooLate(one) ? hidden : mayBeThere)(history, one.window));
      const certain = doubts.some((doubt) => doubt === undefined);
      return lateUnless(certain ? undefined : doubts[0], because, lines, wrong.flatMap(timings));
    }
    return passed(found.map(describe).join('; '), lines);
  },
};

const tooLate = ({ services, servedAfterMs = 0, withinMs }: GoingOn): boolean =>
  servedAfterMs > withinMs || services.some(({ afterMs = 0 }) => afterMs > withinMs);

/** What took too long, each from when the fault began to hurt. */
function timings({ from, services, servedAfterMs, withinMs, watchedMs }: GoingOn): Timing[] {
  return [...services.map(({ afterMs }) => afterMs), servedAfterMs]
    .map((afterMs) => afterMs ?? watchedMs)
    .filter((tookMs) => tookMs > withinMs)
    .map((tookMs) => ({ from, to: from + tookMs, tookMs, withinMs }));
}

function late(one: GoingOn): string[] {
  const { services, servedAfterMs, withinMs, watchedMs, asked } = one;
  if (goesOn(one) && !tooLate(one)) return [];
  return [
    ...services.flatMap(({ service, sends, hears, afterMs }) => {
      if (afterMs === undefined) {
        const what = sends ? 'sent and did not hear' : hears ? 'heard and did not send' : 'neither sent nor heard';
        return [`${service} ${what}: not within ${time(watchedMs)}`];
      }
      return afterMs > withinMs ? [`${service} went on after ${time(afterMs)}, more than ${time(withinMs)}`] : [];
    }),
    ...(servedAfterMs === undefined
      ? [`of ${asked} requests asked meanwhile none went all the way within ${time(watchedMs)}`]
      : servedAfterMs > withinMs
        ? [`the first request was served after ${time(servedAfterMs)}, more than ${time(withinMs)}`]
        : []),
  ];
}

const describe = ({ services, servedAfterMs = 0, title }: GoingOn): string =>
  `under "${title}" ${services.map(({ service, afterMs = 0 }) => `${service} went on after ${time(afterMs)}`).join(', ')}; the first request asked meanwhile was served ${time(servedAfterMs)} after the fault`;

const time = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
