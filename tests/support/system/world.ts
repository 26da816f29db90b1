import { DatabaseSync } from 'node:sqlite';
import { central as centralOf } from '../../../system/central/central.ts';
import { chargePoints } from '../../../system/central/charge-points.ts';
import { schema as centralSchema } from '../../../system/central/database.ts';
import { sessions as sessionsOf } from '../../../system/central/sessions.ts';
import { stops } from '../../../system/central/stops.ts';
import { monitorIsSilent } from '../../../system/charge-point/engine/readiness.ts';
import { type Event, makeEvent } from '../../../system/contract/events.ts';
import { driver as driverOf } from '../../../system/driver/driver.ts';
import { schema as driverSchema, requests as requestsOf } from '../../../system/driver/requests.ts';
import { handClock, openChargePoint, price as priceCentsPerKwh } from './engine/charge-point.ts';

const powerW = 36_000;
const monitorSilentAfterMs = 2500;
const open = (schema: string) => {
  const database = new DatabaseSync(':memory:');
  database.exec(schema);
  return database;
};

/** Central, a driver and a charge point, and what they say to each other, on its way until it is carried. */
export function world() {
  const [office, car] = [open(centralSchema), open(driverSchema)];
  const { now, wait } = handClock();
  const wire: Event[] = [];
  const said: Event[] = [];
  const carried: Event[] = [];
  const publish = (event: Event) => {
    wire.push(event);
    said.push(event);
  };
  const points = chargePoints(office, () => 0);
  points.register({ id: 'CP-1', location: 'Calle Mayor 1', priceCentsPerKwh });
  points.repaired('CP-1');
  const sessions = sessionsOf(office);
  const requests = requestsOf(car);
  const central = centralOf({ database: office, points, sessions, publish });
  const { stop, resume } = stops({ database: office, points, publish });
  const driver = driverOf({ driverId: 'D-1', database: car, requests, publish });

  let point = openChargePoint({ now, monitorSilentAfterMs, powerW, publish });
  let monitorIsThere = true;
  const check = () => {
    if (monitorIsThere) point.monitor.checked(true);
  };
  /** What happens by itself as time goes by. */
  const pass = (milliseconds: number) => {
    wait(milliseconds);
    check();
    point.engine.meter();
    if (point.monitor.silentInMs() === 0) point.engine.cut(monitorIsSilent);
  };
  const hear = (event: Event) => {
    if (event.source !== 'central') return central.handle(event);
    driver.handle(event);
    point.engine.handle(event);
  };
  check();
  return {
    ...{ sessions, requests, wire, said, pass },
    metered: point.sessions,
    engine: () => point.engine,
    ask: (id: string, targetWh: number) => driver.ask({ id, chargePointId: 'CP-1', targetWh }),
    begin: (targetWh: number) => point.engine.begin(targetWh),
    offerAgain: () => central.offerAgain(0),
    withdraw: () => central.offerAgain(0, 0),
    stop: () => stop('CP-1', 'road works'),
    resume: () => resume('CP-1'),
    breakDown: () => {
      point.engine.breakDown('smoke');
      points.fault('CP-1', 'smoke');
    },
    repair: () => {
      point.engine.repair();
      points.repaired('CP-1');
    },
    silence: () => {
      monitorIsThere = false;
      pass(monitorSilentAfterMs);
    },
    back: () => {
      monitorIsThere = true;
      check();
    },
    carry: () => {
      const event = wire.shift();
      if (!event) return;
      carried.push(event);
      hear(event);
    },
    /** What was heard before, again, under another id, so that no memory of ids helps. */
    echo: (back: number) => {
      const event = carried.at(-1 - back);
      if (event) hear(makeEvent(event.type, event.source, event, event.payload));
    },
    restart: () => {
      point = openChargePoint({ now, monitorSilentAfterMs, powerW, publish, database: point.database });
      point.engine.unplug('The engine was restarted.');
      check();
    },
  };
}
export type World = ReturnType<typeof world>;
