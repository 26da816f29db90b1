import { type Doubt, hidden, undated } from '../analysis/hidden.ts';
import { type Recovery, recovery, type ServiceRecovery } from '../analysis/recovery.ts';
import { type Check, inconclusive, lateUnless, passed, type Timing } from '../model/check.ts';
import type { History } from '../model/history.ts';
import { mayBeThere } from './full-log.ts';

/** Each service sends and hears again in time after the heal, and a drill succeeds: without the drill, all the rest can look well. */
export const recoveredWithin: Check = {
  name: 'recovered-within',
  gravity: 'recovery',
  claim: 'every service sends and hears again in time after the heal, and a drill goes all the way',
  judge: (history) => {
    const found = recovery(history);
    if (!found) return inconclusive('the story never came to its recovery');
    const lines = [...found.services.flatMap((service) => service.lines), ...(found.drill?.lines ?? [])];
    const unhealed = found.services.filter(({ healedAt }) => !healedAt);
    if (unhealed.length > 0) {
      const names = unhealed.map(({ service }) => service).join(', ');
      return inconclusive(`no heal was seen for ${names}: without it nothing can be measured`, lines);
    }
    const dated = undated(history);
    if (dated) return inconclusive(dated.because, [...lines, ...dated.lines]);
    const never = found.services.some(({ afterMs }) => afterMs === undefined) || !found.drill;
    const tooLate = found.services.some(({ afterMs }) => afterMs !== undefined && afterMs > found.withinMs);
    if (never && !tooLate && !found.whole) {
      return inconclusive(`the watch was cut short after ${time(found.watchedMs)}`, lines);
    }
    const tardy = found.services.filter(({ afterMs }) => afterMs === undefined || afterMs > found.withinMs);
    const drill = found.drill ? [] : [noDrill(found.askedAfterHeal)];
    if (tardy.length > 0 || !found.drill) {
      const because = [...tardy.map((service) => describe(service, found.withinMs)), ...drill].join('; ');
      return lateUnless(doubtOf(history, found), because, lines, timings(found, tardy));
    }
    const slowest = found.services.reduce((one, other) => ((other.afterMs ?? 0) > (one.afterMs ?? 0) ? other : one));
    return passed(
      `slowest: ${slowest.service}, ${time(slowest.afterMs ?? 0)} after the heal; drill ${found.drill.operation} went all the way`,
      lines,
    );
  },
};

/** What took too long: each service that is late, and the drill, for which the last heal and what it may take count. */
function timings({ services, withinMs, drill }: Recovery, tardy: readonly ServiceRecovery[]): Timing[] {
  const span = ({ healedAt, afterMs, watchedMs = 0 }: ServiceRecovery): Timing => {
    const [from, tookMs] = [healedAt?.at ?? 0, afterMs ?? watchedMs];
    return { from, to: from + tookMs, tookMs, withinMs };
  };
  const latest = services.reduce((one, other) => ((other.healedAt?.at ?? 0) > (one.healedAt?.at ?? 0) ? other : one));
  const { afterMs: _, ...watched } = latest;
  return [...tardy.map(span), ...(drill ? [] : [span(watched)])];
}

/**
 * Whether what did not come may have come all the same. What came late was late, unless something before it was missed;
 * and a service without Kafka has no place there.
 */
function doubtOf(history: History, { services, withinMs, watchedMs }: Recovery): Doubt | undefined {
  const late = services.filter(({ afterMs }) => afterMs !== undefined && afterMs > withinMs);
  if (services.some(({ kafka, afterMs }) => !kafka && (afterMs === undefined || afterMs > withinMs))) return undefined;
  const from = Math.min(...services.map(({ healedAt }) => healedAt?.at ?? Number.POSITIVE_INFINITY));
  const window = { from, to: from + Math.max(watchedMs, ...services.map((service) => service.watchedMs ?? 0)) };
  return late.length > 0 ? hidden(history, window) : mayBeThere(history, window);
}

const noDrill = (asked: number): string =>
  asked === 0
    ? 'no request could be asked after the heal'
    : `of ${asked} requests asked after the heal none went all the way`;

function describe(service: ServiceRecovery, withinMs: number): string {
  if (service.afterMs !== undefined) {
    return `${service.service} took ${time(service.afterMs)}, more than ${time(withinMs)}`;
  }
  const what = service.sends
    ? 'sends but does not hear'
    : service.hears
      ? 'hears but does not send'
      : 'neither sends nor hears';
  return `${service.service} ${what}: not within ${time(service.watchedMs ?? 0)}`;
}

const time = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
