import { byHand, type Event, makeEvent, mostPointsAtOnce, type PointSummary } from '../contract/events.ts';
import { source } from './central.ts';
import type { Messages } from './messages.ts';
import { detailOf, type Watch, type Watched } from './watch.ts';

export interface AnnouncerOptions {
  readonly watch: Watch;
  readonly messages: Messages;
  readonly publish: (event: Event) => void;
  /** Says what is only news now. */
  readonly announce: (event: Event) => void;
  /** Whether Kafka takes what is published: what is only news now must not wait for it. */
  readonly isHeard: () => boolean;
}

export interface Announcer {
  /** Looks at all charge points, and tells whom it concerns what has changed. Often. */
  look(): void;
  /** Says that central is there, and how some of the charge points are, so that newcomers know all of them in time. */
  alive(): void;
}

/** How many of those that did not change are told with each sign of life. */
const inTurn = 20;

const troubles = { BROKEN: 'is broken', DISCONNECTED: 'is disconnected' } as const;

/** Tells drivers and the panel how the charge points are. */
export function announcer({ watch, messages, publish, announce, isHeard }: AnnouncerOptions): Announcer {
  const untold = new Map<string, PointSummary>();
  let turn = 0;
  const tell = (points: readonly PointSummary[]) =>
    announce(makeEvent('central-alive', source, { correlation: source }, { points: [...points] }));

  /** The driver whose session is held up learns why; what was supplied until then is not lost. */
  const noteTrouble = ({ id, state, fault, session }: Watched) => {
    if (state !== 'BROKEN' && state !== 'DISCONNECTED') return;
    const text = `Charge point ${id} ${troubles[state]}${fault && state === 'BROKEN' ? `: ${fault}` : '.'}`;
    messages.add('warning', text);
    if (!session || session.driverId === byHand) return;
    const { driverId, chargePointId } = session;
    publish(makeEvent('charge-noted', source, { correlation: session.id }, { driverId, chargePointId, text }));
  };
  const look = () => {
    for (const point of watch.changes()) {
      untold.set(point.id, summary(point));
      noteTrouble(point);
    }
    while (untold.size > 0 && isHeard()) {
      const some = [...untold.values()].slice(0, mostPointsAtOnce);
      tell(some);
      for (const { id } of some) untold.delete(id);
    }
  };
  return {
    look,
    alive: () => {
      if (!isHeard()) return;
      const all = watch.points();
      const from = turn < all.length ? turn : 0;
      tell(all.slice(from, from + inTurn).map(summary));
      turn = from + inTurn;
    },
  };
}

const summary = (point: Watched): PointSummary => {
  const { id, location, priceCentsPerKwh, state } = point;
  return { id, location, priceCentsPerKwh, state, detail: detailOf(point) };
};
