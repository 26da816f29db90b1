import { z } from 'zod';
import { lastMoment } from '../analysis/intervals.ts';
import { configurable, notExercised, passed, violated } from '../model/check.ts';
import type { History } from '../model/history.ts';
import { fastest, type Growth, type Rate } from './fastest.ts';

/**
 * Kafka's Java client pauses 50 ms (`reconnect.backoff.ms`), so 20 a second for each client; a service that has a
 * producer, a consumer, an admin client and a few more makes 100. A loop without a pause makes hundreds to thousands.
 */
const options = z.strictObject({ mostPerSecond: z.number().positive().default(120) });
const overMs = 3000;

/**
 * Counted by the proxies, not by the services. Where connections are refused a proxy sees nothing, so a way that was
 * never reachable says nothing, and what was refused is not counted for the rest.
 */
export const noReconnectStorm = configurable({
  name: 'no-reconnect-storm',
  gravity: 'cost',
  options,
  claim: ({ mostPerSecond }) =>
    `no service made more than ${mostPerSecond} connections a second, averaged over any ${overMs / 1000} s`,
  judge: (history, { mostPerSecond }) => {
    const counted = history.run.services.map(({ name, kafka }) => ({
      service: name,
      kafka,
      rate: rateOf(history, name),
    }));
    const rates = counted.flatMap(({ service, rate }) => (rate ? [{ service, ...rate }] : []));
    const lines = rates.flatMap((rate) => rate.lines);
    const storms = rates.filter(({ perSecond }) => perSecond > mostPerSecond);
    if (storms.length > 0) return violated(storms.map(describe).join('; '), lines);
    const unseen = counted.filter(({ kafka, rate }) => kafka && !rate).map(({ service }) => service);
    if (unseen.length > 0) {
      return notExercised(`${unseen.join(', ')} could never connect, or nobody counted`, lines);
    }
    const most = rates.toSorted((one, other) => other.perSecond - one.perSecond)[0];
    if (!most) return notExercised('no service makes connections through a proxy');
    return passed(`at most ${describe(most)}; what was refused no proxy could count`, lines);
  },
});

const describe = ({ service, perSecond }: Rate & { readonly service: string }): string =>
  `${perSecond.toFixed(1)} connections a second by ${service}`;

/** Undefined when none of a service's ways was ever reachable, or nobody counted for so long. */
function rateOf(history: History, service: string): Rate | undefined {
  const links = (history.run.links ?? []).filter(({ from }) => from === service);
  const ways = new Set([service, ...links.map(({ name }) => name)]);
  const reachable = history.of('probe').some(({ route, outcome }) => ways.has(route) && outcome !== 'refused');
  return reachable ? fastest(looks(history, ways), overMs) : undefined;
}

/** All ways of a service are looked at in the same moments, and a storm may be on any of them. */
function looks(history: History, ways: ReadonlySet<string>): Growth[] {
  const end = lastMoment(history);
  const facts = history.of('connections').filter(({ route, to }) => ways.has(route) && to <= end);
  return [...Map.groupBy(facts, ({ from }) => from)].map(([from, same]) => ({
    from,
    to: same[0]?.to ?? from,
    amount: same.reduce((sum, { count }) => sum + count, 0),
    lines: same.map(({ line }) => line),
  }));
}
