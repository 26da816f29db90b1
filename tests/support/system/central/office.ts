import { DatabaseSync } from 'node:sqlite';
import { central } from '../../../../system/central/central.ts';
import { chargePoints } from '../../../../system/central/charge-points.ts';
import { schema } from '../../../../system/central/database.ts';
import { sessions as sessionsOf } from '../../../../system/central/sessions.ts';
import { type Event, type EventType, makeEvent, type Payload } from '../../../../system/contract/events.ts';

/** Central without its links: two charge points that work, a clock that stands still, and all that central says. */
export function openOffice(publish: (event: Event) => void = () => undefined) {
  const database = new DatabaseSync(':memory:');
  database.exec(schema);
  const clock = { time: 1_000_000 };
  const said: Event[] = [];
  const now = () => clock.time;
  const points = chargePoints(database, now);
  const sessions = sessionsOf(database);
  const say = (event: Event) => {
    publish(event);
    said.push(event);
  };
  const office = central({ database, points, sessions, publish: say });
  for (const id of ['CP-1', 'CP-2']) {
    points.register({ id, location: `Calle Mayor ${id}`, priceCentsPerKwh: 45 });
    points.repaired(id);
  }
  const hear = <Type extends EventType>(type: Type, correlation: string, payload: Payload<Type>) =>
    office.handle(
      makeEvent(type, type === 'charge-requested' ? 'driver:D-1' : 'engine:CP-1', { correlation }, payload),
    );
  return {
    ...{ database, clock, now, points, sessions, office, publish: say, said, hear },
    ask: (id: string, chargePointId = 'CP-1') =>
      hear('charge-requested', id, { driverId: 'D-1', chargePointId, targetWh: 100 }),
    /** Life signs of both monitors. */
    live: () => {
      for (const { id } of points.all(() => false)) points.lifeSign(id);
    },
    /** What was said, without the steps that nothing follows from. */
    types: () => said.map(({ type }) => type).filter((type) => type !== 'charge-noted'),
  };
}

export const parties = { driverId: 'D-1', chargePointId: 'CP-1' };
