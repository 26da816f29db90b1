import { randomUUID } from 'node:crypto';
import { byHand, type Event, type EventOf } from '../../contract/events.ts';
import { transact } from '../../service/database.ts';
import type { Bars } from './bars.ts';
import { type Course, type CourseOptions, course } from './course.ts';
import type { Presence } from './presence.ts';
import { type Hindrance, isStopped, type Situation, whyNotByHand, whyRefused } from './readiness.ts';
import type { EngineSession } from './sessions.ts';
import { type WordsOptions, words } from './words.ts';

export interface EngineOptions extends Omit<CourseOptions, 'say'>, WordsOptions {
  readonly bars: Bars;
  readonly monitor: Presence;
  /** Of a session that is begun by hand; any other has the price that it was offered at. */
  readonly priceCentsPerKwh: () => number;
}

export type Beginning = { readonly begun: EngineSession } | { readonly hindrance: Hindrance };

/** All that can happen at a charge point; each is one transaction, and each is safe to happen at any time. */
export interface Engine extends Course {
  /** Takes what central says. */
  handle(event: Event): void;
  /** The session that is open, if one is. */
  session(): EngineSession | undefined;
  breakDown(reason: string): void;
  repair(): void;
  /** Somebody begins a charge here, without a driver's request. */
  begin(targetWh: number): Beginning;
  /** Why nobody can do that now. */
  cannotBegin(): Hindrance | undefined;
}

export function engine(options: EngineOptions): Engine {
  const { chargePointId, database, sessions, bars, monitor, priceCentsPerKwh, hasRoom } = options;
  const say = words(options);
  const way = course({ ...options, say });
  const isMine = concerns(chargePointId);

  const situation = (): Situation => ({
    fault: bars.reason('fault'),
    stop: bars.reason('stop'),
    monitorPresent: monitor.present(),
    monitorSilent: monitor.silentInMs() === 0,
    reachesCentral: monitor.reachesCentral(),
    taken: sessions.open() !== undefined,
    hasRoom: hasRoom(),
  });
  const offered = ({ correlation: id, payload }: EventOf<'charge-offered'>) => {
    const { driverId, targetWh, priceCentsPerKwh } = payload;
    const known = sessions.find(id);
    if (known) return say.state(known);
    const reason = whyRefused(situation()) ?? null;
    const state = reason === null ? 'accepted' : 'refused';
    say.state(sessions.add({ id, driverId, targetWh, priceCentsPerKwh, state, reason }));
  };
  const withdrawn = ({ correlation: id, payload }: EventOf<'charge-withdrawn'>) => {
    const { driverId, reason } = payload;
    if (sessions.open()?.id === id) return way.cut(reason);
    // One that was never offered here is refused, so that an offer which comes later is too.
    const unknown = { id, driverId, targetWh: 0, priceCentsPerKwh: 0, state: 'refused', reason } as const;
    say.state(sessions.find(id) ?? sessions.add(unknown));
  };
  const stopped = ({ payload }: EventOf<'point-stopped'>) => {
    bars.set('stop', payload.reason);
    way.cut(isStopped(payload.reason));
  };
  const take = (event: Event) => {
    const about = event.type === 'point-stopped' ? sessions.open()?.id : event.correlation;
    if (about !== undefined) say.answering(event, about);
    if (event.type === 'charge-offered') offered(event);
    else if (event.type === 'charge-withdrawn') withdrawn(event);
    else if (event.type === 'point-stopped') stopped(event);
    else if (event.type === 'point-resumed') bars.lift('stop');
  };
  return {
    ...way,
    handle: (event) => {
      if (isMine(event)) transact(database, () => take(event));
    },
    session: sessions.open,
    breakDown: (reason) =>
      transact(database, () => {
        bars.set('fault', reason);
        way.cut(reason);
      }),
    repair: () => bars.lift('fault'),
    begin: (targetWh) =>
      transact(database, () => {
        const hindrance = whyNotByHand(situation());
        if (hindrance) return { hindrance };
        const terms = { id: randomUUID(), driverId: byHand, targetWh, priceCentsPerKwh: priceCentsPerKwh() };
        const session = sessions.add({ ...terms, state: 'accepted', reason: null });
        say.begun(session);
        way.plug();
        return { begun: sessions.open() ?? session };
      }),
    cannotBegin: () => whyNotByHand(situation()),
  };
}

const taken: readonly string[] = ['charge-offered', 'charge-withdrawn', 'point-stopped', 'point-resumed'];

/** Whether an event is for this charge point: what central says to others, and to its driver, is passed over. */
export const concerns =
  (chargePointId: string) =>
  ({ type, payload }: Event): boolean =>
    taken.includes(type) && 'chargePointId' in payload && payload.chargePointId === chargePointId;
