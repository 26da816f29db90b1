import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openChargePoint } from '../../../tests/support/system/engine/charge-point.ts';
import type { Event } from '../../contract/events.ts';
import { flow as flowOf } from './flow.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const second = 1000;
/** The simulated clock takes 1 ms for what a timer puts off until everything was heard. */
const soon = 1;

interface Settings {
  readonly plugAfterMs?: number;
  /** Of an engine that was there before. */
  readonly database?: DatabaseSync;
  /** Nothing can be published. */
  readonly full?: boolean;
  readonly monitorSilentAfterMs?: number;
}

/** A charge point of 3600 W: one watt-hour a second. */
function chargePoint({ plugAfterMs, full = false, ...settings }: Settings = {}) {
  const said: Event[] = [];
  const errors: unknown[] = [];
  let isFull = full;
  const publish = (event: Event) => {
    if (isFull) throw new Error('full');
    said.push(event);
  };
  const { offer, ...here } = openChargePoint({ ...settings, publish });
  const flow = flowOf({
    engine: here.engine,
    monitor: here.monitor,
    plugAfterMs,
    plugWithinMs: 60 * second,
    reportEveryMs: second,
    onError: (error) => errors.push(error),
  });
  flow.nudge();
  return {
    ...here,
    flow,
    said,
    errors,
    fill: (now: boolean) => {
      isFull = now;
    },
    offer: (correlation: string, targetWh = 100) => {
      offer(correlation, targetWh);
      flow.nudge();
    },
    types: () => said.map(({ type }) => type),
    last: () => said.at(-1),
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
    vi.advanceTimersByTime(1 + soon);
    expect(types()).toEqual(['charge-accepted', 'charge-expired']);
    vi.advanceTimersByTime(1 + soon);
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
    vi.advanceTimersByTime(6 * second);
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
    vi.advanceTimersByTime(second + soon);
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

describe('a monitor that falls silent', () => {
  const silence = { monitorSilentAfterMs: 2500 };
  const reason = 'The monitor is silent.';

  test('ends a running session with what was supplied until then, and not before its time', () => {
    const { offer, monitor, types, last } = chargePoint({ ...silence, plugAfterMs: 0 });
    monitor.checked(true);
    offer('s-1');
    vi.advanceTimersByTime(second);
    monitor.checked(true);
    vi.advanceTimersByTime(2499);
    expect(types()).not.toContain('supply-ended');
    vi.advanceTimersByTime(2);
    expect(last()).toMatchObject({ type: 'supply-ended', payload: { suppliedWh: 3, reason } });
    vi.advanceTimersByTime(10 * second);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('ends one that waits for its vehicle the same way', () => {
    const { offer, monitor, last } = chargePoint(silence);
    monitor.checked(true);
    offer('s-1');
    vi.advanceTimersByTime(2501);
    expect(last()).toMatchObject({ type: 'charge-expired', payload: { reason } });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is not one that checks, whether or not it reaches central', () => {
    const { offer, monitor, last, suppliedWh } = chargePoint({ ...silence, plugAfterMs: 0 });
    offer('s-1', 20);
    for (let checks = 0; checks < 21; checks += 1) {
      vi.advanceTimersByTime(second);
      monitor.checked(false);
    }
    expect(last()).toMatchObject({ type: 'supply-ended', payload: { reason: 'The target is reached.' } });
    expect(suppliedWh().at(-1)).toBe(20);
  });

  test('has its time from the start of an engine that takes up what waits for its vehicle', () => {
    const before = chargePoint();
    before.offer('s-1');
    before.flow.stop();
    vi.advanceTimersByTime(60 * second);
    const after = chargePoint({ ...silence, database: before.database });
    vi.advanceTimersByTime(2499);
    expect(after.types()).toEqual([]);
    vi.advanceTimersByTime(2);
    expect(after.last()).toMatchObject({ type: 'charge-expired', payload: { reason } });
  });
});
