import { type FaultWindow, faultWindows } from '../model/fault.ts';
import type { History, Placed } from '../model/history.ts';
import { stepKinds } from '../model/step.ts';
import { effects } from './effects.ts';
import { greatest, least } from './extremes.ts';
import { accepted, fulfilled, ledger } from './operations.ts';
import type { Instant } from './records.ts';

/** How one service went on while a fault was there. */
export interface ServiceGoingOn {
  readonly service: string;
  /** Its first own record after the fault had come. */
  readonly sends?: Instant;
  /** Its first answer to something that another one sent after the fault had come. */
  readonly hears?: Instant;
  /** From the fault until it had done both; undefined: it did not, while it was watched under the fault. */
  readonly afterMs?: number;
}

export interface GoingOn {
  readonly fault: string;
  readonly title: string;
  /** From the fault until it was healed, or the watch was over. */
  readonly window: { readonly from: number; readonly to: number };
  /** How long it may take, and how long the fault was there and somebody watched, in milliseconds. */
  readonly withinMs: number;
  /** When the fault began to hurt. */
  readonly from: number;
  readonly watchedMs: number;
  /** Whether it was watched to its end; of what an abort cut short nobody can say "never". */
  readonly whole: boolean;
  readonly services: readonly ServiceGoingOn[];
  /** Of the requests that were asked under the fault the first that went all the way under it: how long after the fault. */
  readonly servedAfterMs?: number;
  readonly asked: number;
  readonly lines: readonly number[];
}

/** For each step that wants the system to go on under a fault: whether it did, and how soon. */
export function goingOn(history: History): GoingOn[] {
  const steps = history.of('step').filter(({ step }) => step === stepKinds.expectAvailability);
  return steps.filter(({ phase }) => phase === 'begin').flatMap((begin) => under(history, begin, steps) ?? []);
}

/**
 * When the fault began to hurt: with the first that it did. What counts as going on came after it was all there; but a
 * container's end, for one, is known a second after it, and whoever is served waits from the beginning.
 */
const hurtFrom = (history: History, { fault, injectAt, from }: FaultWindow): number =>
  history.of('intent').find(({ by, at }) => by === fault && at >= injectAt && at <= from)?.at ?? from;

function under(history: History, begin: Placed<'step'>, steps: readonly Placed<'step'>[]): GoingOn | undefined {
  const over = steps.find(({ phase, path }) => phase === 'end' && path === begin.path);
  // The innermost: it came last.
  const window = faultWindows(history).findLast(({ from, healFrom }) => from <= begin.at && healFrom >= begin.at);
  if (!window) return undefined;
  const to = Math.min(over?.at ?? Number.POSITIVE_INFINITY, window.healFrom);
  const since = hurtFrom(history, window);
  const services = history.run.services
    .filter(({ kafka }) => kafka)
    .map((service) => {
      const { sends, hears, bothAt } = effects(history, service.source, { from: window.from, to });
      return {
        service: service.name,
        ...(sends ? { sends } : {}),
        ...(hears ? { hears } : {}),
        ...(bothAt === undefined ? {} : { afterMs: Math.max(0, bothAt - since) }),
      };
    });
  const asked = ledger(history).filter((entry) => entry.invokedAt >= window.from && entry.invokedAt <= to);
  const ends = asked
    .filter((entry) => accepted(entry) && fulfilled(entry))
    .map((entry) => greatest(entry.heard.map(({ appendedAt }) => appendedAt)))
    .filter((at) => at <= to);
  return {
    fault: window.fault,
    title: window.title,
    window: { from: window.from, to },
    withinMs: Number(begin.parameters?.withinMs ?? 0),
    from: since,
    watchedMs: to - window.from,
    whole: over?.outcome === 'done' || over?.outcome === 'failed',
    services,
    asked: asked.length,
    ...(ends.length > 0 ? { servedAfterMs: least(ends) - since } : {}),
    lines: [
      ...window.lines,
      ...services.flatMap(({ sends, hears }) => [sends, hears].flatMap((one) => (one ? [one.line] : []))),
    ],
  };
}

/** Each service goes on, and so does the whole: a request that was asked under the fault went all the way. */
export const goesOn = ({ services, servedAfterMs }: GoingOn): boolean =>
  servedAfterMs !== undefined && services.every(({ afterMs }) => afterMs !== undefined);
