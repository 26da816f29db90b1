import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Event, makeEvent } from '../../contract/events.ts';
import { engine as engineOf } from './engine.ts';
import { flow as flowOf } from './flow.ts';
import { engineSessions, schema } from './sessions.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const second = 1000;

interface Settings {
  readonly plugAfterMs?: number;
  /** Of an engine that was there before. */
  readonly database?: DatabaseSync;
  /** Nothing can be published. */
  readonly full?: boolean;
}

/** A charge point of 3600 W: one watt-hour a second. */
function chargePoint({ plugAfterMs, database = new DatabaseSync(':memory:'), full = false }: Settings = {}) {
  database.exec(schema);
  const sessions = engineSessions(database);
  const said: Event[] = [];
  const errors: unknown[] = [];
  let isFull = full;
  const publish = (event: Event) => {
    if (isFull) throw new Error('full');
    said.push(event);
  };
  const options = { chargePointId: 'CP-1', database, sessions, powerW: 3600, hasRoom: () => true };
  const engine = engineOf({ ...options, publish });
  const flow = flowOf({
    engine,
    plugAfterMs,
    plugWithinMs: 60 * second,
    reportEveryMs: second,
    onError: (error) => errors.push(error),
  });
  flow.nudge();
  return {
    database,
    sessions,
    engine,
    flow,
    said,
    errors,
    fill: (now: boolean) => {
      isFull = now;
    },
    offer: (correlation: string, targetWh = 100) => {
      const payload = { driverId: 'D-1', chargePointId: 'CP-1', targetWh, priceCentsPerKwh: 45 };
      engine.handle(makeEvent('charge-offered', 'central', { correlation }, payload));
      flow.nudge();
    },
    types: () => said.map(({ type }) => type),
    suppliedWh: () => said.flatMap(({ payload }) => ('suppliedWh' in payload ? [payload.suppliedWh] : [])),
  };
}

describe('time at the charge point', () => {
  test('a simulated vehicle plugs in, is reported each second and is full when it must be', () => {
    const { offer, types, suppliedWh } = chargePoint({ plugAfterMs: 4 * second });
    offer('s-1', 3);
    vi.advanceTimersByTime(3999);
    expect(types()).toEqual(['charge-accepted']);
    vi.advanceTimersByTime(10 * second);
    expect(types()).toEqual([
      'charge-accepted',
      'supply-started',
      'supply-reported',
      'supply-reported',
      'supply-ended',
    ]);
    expect(suppliedWh()).toEqual([1, 2, 3]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('an authorised charge that nobody plugs into expires, and not before', () => {
    const { offer, types } = chargePoint();
    offer('s-1');
    vi.advanceTimersByTime(59_999);
    expect(types()).toEqual(['charge-accepted']);
    vi.advanceTimersByTime(1);
    expect(types()).toEqual(['charge-accepted', 'charge-expired']);
    vi.advanceTimersByTime(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('nothing flows while the charge point waits for its vehicle', () => {
    const { offer, engine, flow, suppliedWh } = chargePoint();
    offer('s-1');
    vi.advanceTimersByTime(30 * second);
    engine.plug();
    flow.nudge();
    vi.advanceTimersByTime(2 * second);
    flow.nudge();
    engine.unplug('It was unplugged.');
    flow.nudge();
    expect(suppliedWh().at(-1)).toBe(2);
  });

  test('each session has its own time', () => {
    const { offer, engine, flow, types, suppliedWh } = chargePoint({ plugAfterMs: 5 * second });
    offer('s-1', 1);
    vi.advanceTimersByTime(5 * second + 10);
    engine.unplug('It was unplugged.');
    flow.nudge();
    offer('s-2', 1);
    vi.advanceTimersByTime(4 * second);
    expect(types().filter((type) => type === 'supply-started')).toHaveLength(1);
    vi.advanceTimersByTime(3 * second);
    expect(suppliedWh()).toEqual([0, 1]);
  });

  test('what cannot be said is tried again, and no energy is lost by it', () => {
    const { offer, fill, errors, types, suppliedWh } = chargePoint({ plugAfterMs: 0 });
    offer('s-1', 10);
    vi.advanceTimersByTime(second);
    fill(true);
    vi.advanceTimersByTime(20 * second);
    expect(errors.length).toBeGreaterThan(5);
    expect(types()).not.toContain('supply-ended');
    fill(false);
    vi.advanceTimersByTime(2 * second);
    expect(types().at(-1)).toBe('supply-ended');
    expect(suppliedWh().at(-1)).toBe(10);
  });

  test('energy that could not be written down in one second is in the next', () => {
    const { offer, database, sessions, errors } = chargePoint({ plugAfterMs: 0 });
    offer('s-1');
    vi.advanceTimersByTime(2 * second + 1);
    database.exec("CREATE TRIGGER broken BEFORE UPDATE ON sessions BEGIN SELECT raise(ABORT, 'disk'); END");
    vi.advanceTimersByTime(3 * second);
    expect(errors.length).toBeGreaterThan(0);
    database.exec('DROP TRIGGER broken');
    vi.advanceTimersByTime(5 * second);
    expect(Number(sessions.find('s-1')?.suppliedWattMs)).toBeGreaterThan(9.9 * 3600 * 1000);
  });

  test('what the death of the engine has interrupted is ended at the next start, with what was supplied until then', () => {
    const before = chargePoint({ plugAfterMs: 0 });
    before.offer('s-1');
    vi.advanceTimersByTime(3 * second + 500);
    before.flow.stop();
    vi.advanceTimersByTime(60 * second);
    const after = chargePoint({ database: before.database });
    expect(after.types()).toEqual(['supply-ended']);
    expect(after.said[0]?.payload).toMatchObject({ suppliedWh: 3, reason: 'The engine was restarted.' });
  });

  test('the death of an engine is told as soon as that is possible', () => {
    const before = chargePoint({ plugAfterMs: 0 });
    before.offer('s-1');
    vi.advanceTimersByTime(2 * second);
    before.flow.stop();
    const after = chargePoint({ database: before.database, full: true });
    expect(after.errors).toHaveLength(1);
    after.fill(false);
    vi.advanceTimersByTime(second);
    expect(after.types()).toEqual(['supply-ended']);
    after.offer('s-2');
    after.engine.plug();
    after.flow.nudge();
    expect(after.types()).toEqual(['supply-ended', 'charge-accepted', 'supply-started']);
  });

  test('what flowed until an orderly end is metered', () => {
    const { offer, flow, sessions } = chargePoint({ plugAfterMs: 0 });
    offer('s-1');
    vi.advanceTimersByTime(2 * second + 900);
    flow.stop();
    expect(Number(sessions.find('s-1')?.suppliedWattMs)).toBeGreaterThan(2.8 * 3600 * 1000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('after its end nothing wakes it any more', () => {
    const { offer, flow, types } = chargePoint({ plugAfterMs: second });
    flow.stop();
    offer('s-1');
    vi.advanceTimersByTime(10 * second);
    expect(types()).toEqual(['charge-accepted']);
    expect(vi.getTimerCount()).toBe(0);
  });
});
