import { z } from 'zod';
import { lastMoment, outages, type Stretch } from '../analysis/intervals.ts';
import { configurable, notExercised, passed, violated } from '../model/check.ts';
import { kilobytes } from '../model/clock.ts';
import type { History } from '../model/history.ts';
import { fastest, type Growth, type Rate } from './fastest.ts';

/**
 * Kafka's Java client tries 20 times a second (`reconnect.backoff.ms` is 50); a line of 200 bytes for each is 4 kB, and a
 * stack of calls of 2 kB with each is 40. The default is twice that and more; a loop without a pause writes megabytes.
 */
const options = z.strictObject({ mostBytesPerSecond: z.number().positive().default(kilobytes(100)) });
const overMs = 5000;
/** Of an outage that is shorter than that, all of it; of one that was looked at for less than this, nothing can be said. */
const atLeastMs = 2000;

/** Who cannot reach somebody may say so, but not for ever at the pace of its attempts. */
export const boundedLog = configurable({
  name: 'bounded-log',
  gravity: 'cost',
  options,
  claim: ({ mostBytesPerSecond }) =>
    `no service wrote more than ${mostBytesPerSecond / 1000} kB a second to its log, averaged over any ${overMs / 1000} s of an outage`,
  judge: (history, { mostBytesPerSecond }) => {
    const rates = history.run.services.flatMap(({ name }) => ratesOf(history, name));
    const lines = rates.flatMap((rate) => rate.lines);
    const loud = rates.filter(({ perSecond }) => perSecond > mostBytesPerSecond);
    if (loud.length > 0) return violated(loud.map(describe).join('; '), lines);
    const most = rates.toSorted((one, other) => other.perSecond - one.perSecond)[0];
    if (!most) return notExercised(`no service was cut off for ${atLeastMs / 1000} s while it ran`);
    return passed(`${rates.length} outages; at most ${describe(most)}`, lines);
  },
});

type ServiceRate = Rate & { readonly service: string };

const describe = ({ service, perSecond }: ServiceRate): string =>
  `${(perSecond / 1000).toFixed(1)} kB a second by ${service}`;

/** How fast a service's log grew at most in each outage of its way to Kafka, or of a link that it makes. */
function ratesOf(history: History, service: string): ServiceRate[] {
  const links = (history.run.links ?? []).filter(({ from }) => from === service);
  const ways = [service, ...links.map(({ name }) => name)];
  return ways
    .flatMap((way) => outages(history, way))
    .flatMap((outage) => {
      const growths = growthIn(history, service, outage);
      const watchedMs = (growths.at(-1)?.to ?? 0) - (growths[0]?.from ?? 0);
      const rate = watchedMs < atLeastMs ? undefined : fastest(growths, Math.min(overMs, watchedMs));
      return rate ? [{ service, ...rate }] : [];
    });
}

function growthIn(history: History, service: string, { from, to }: Stretch): Growth[] {
  const end = Math.min(to, lastMoment(history));
  const looks = history.of('usage').filter((look) => look.service === service && look.at >= from && look.at <= end);
  return looks.slice(1).flatMap((look, index) => {
    const before = looks[index];
    if (!before) return [];
    return [{ from: before.at, to: look.at, amount: look.logBytes - before.logBytes, lines: [before.line, look.line] }];
  });
}
