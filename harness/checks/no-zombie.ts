import { lastMoment } from '../analysis/intervals.ts';
import { healedAt } from '../analysis/recovery.ts';
import { configurable, inconclusive, lateUnless, notExercised, passed, withinOption } from '../model/check.ts';
import { seconds } from '../model/clock.ts';
import type { History } from '../model/history.ts';
import { mayBeThere } from './full-log.ts';
import { deafByAssignment, deafness } from './zombie/deaf.ts';
import { type Life, lifeOf } from './zombie/life.ts';
import { muteness } from './zombie/mute.ts';

/** So long a service may be without effect after the heal, with something to do, while it calls itself well. */
const options = withinOption(seconds(10));

/**
 * A zombie is alive, says that it works (on `/health`, or in its log), has something to do, and does nothing. Sending
 * and hearing are told apart: one that sends may be deaf, to one topic or to all, and one that hears may be mute.
 */
export const noZombie = configurable({
  name: 'no-zombie',
  gravity: 'recovery',
  options,
  claim: ({ withinMs }) =>
    `no service that says it works was without effect for more than ${withinMs / 1000} s after the heal, with something to do`,
  judge: (history, { withinMs }) => {
    const end = lastMoment(history);
    const services = history.run.services.filter(({ kafka }) => kafka).map(({ name }) => name);
    const lives = services.flatMap((service) => {
      const from = healedAt(history, service);
      return from === undefined ? [] : [lifeOf(history, service, { from, to: end })];
    });
    if (lives.length === 0) return inconclusive('the story never came to its recovery, or no heal was seen');
    const judged = lives.map((life) => judgeOne(history, life, withinMs));
    const lines = judged.flatMap((one) => one.lines);
    const zombies = judged.flatMap(({ wrong }) => wrong ?? []);
    if (zombies.length > 0) {
      const from = Math.min(...lives.map((life) => life.from));
      const certain = judged.some((one) => one.certain);
      // That a service did nothing is told from what is not in the topics; that it had no partition, the broker says.
      const doubt = certain ? undefined : mayBeThere(history, { from, to: end });
      const wrong = new Set(judged.flatMap(({ service, wrong: what }) => (what ? [service] : [])));
      const timings = lives
        .filter(({ service }) => wrong.has(service))
        .map((life) => ({ from: life.from, to: life.to, tookMs: life.to - life.from, withinMs }));
      return lateUnless(doubt, zombies.join('; '), lines, timings);
    }
    const idle = services.filter((name) => !judged.some(({ service, works }) => service === name && works));
    if (idle.length > 0) {
      return notExercised(`${idle.join(', ')} had nothing to do, or did not say that it works`, lines);
    }
    return passed(`${judged.length} services, each with an effect after the heal`, lines);
  },
});

interface Judged {
  readonly service: string;
  /** It had something to do, and did it. */
  readonly works: boolean;
  readonly wrong?: string;
  /** The broker itself says what is wrong. */
  readonly certain: boolean;
  readonly lines: readonly number[];
}

function judgeOne(history: History, life: Life, withinMs: number): Judged {
  const assigned = deafByAssignment(history, life, withinMs);
  const found = [deafness(history, life, withinMs), assigned, muteness(history, life, withinMs)];
  const wrong = found.flatMap((one) => (one.wrong ? [`${life.service} ${one.wrong}`] : []));
  const lines = found.flatMap((one) => one.lines);
  const works = found.some((one) => one.works);
  const certain = assigned.wrong !== undefined;
  return { service: life.service, works, certain, lines, ...(wrong.length > 0 ? { wrong: wrong.join(', ') } : {}) };
}
