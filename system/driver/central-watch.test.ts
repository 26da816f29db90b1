import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { centralWatch } from './central-watch.ts';
import { driverHealth } from './health.ts';

// Pure but for the clocks: here those are the test's own.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const silentAfterMs = 3000;
function watching() {
  const layer = { works: false };
  const central = centralWatch({ layerWorks: () => layer.works, silentAfterMs });
  const health = () => {
    const kafka = { ready: layer.works, waitingFor: layer.works ? [] : ['kafka'], kafka: { sends: '', hears: '' } };
    const { ready, waitingFor } = driverHealth(kafka, central.isReachable());
    return { ready, waitingFor };
  };
  return { layer, central, health };
}

test('a driver is ready when Kafka works and central is not known to be away', () => {
  const { layer, central, health } = watching();
  expect(health()).toEqual({ ready: false, waitingFor: ['kafka'] });
  layer.works = true;
  expect(health()).toEqual({ ready: true, waitingFor: [] });
  vi.advanceTimersByTime(silentAfterMs + 1);
  expect(central.isReachable()).toBe(false);
  expect(health()).toEqual({ ready: false, waitingFor: ['central'] });
  central.heard(Date.now());
  expect(health()).toEqual({ ready: true, waitingFor: [] });
});

test('when central was last heard is told by our own clock, and what is long past was not heard', () => {
  const { central } = watching();
  central.heard(Date.now() - 60_000);
  expect(central.lastHeardAt()).toBeNull();
  vi.advanceTimersByTime(1);
  central.heard(Date.now() - 900);
  const heardAt = Date.now();
  vi.advanceTimersByTime(1);
  central.heard(Date.now() - 50_000);
  expect(central.lastHeardAt()).toBe(heardAt);
});

test('a central that is silent does not live for as long as our clock is set back', () => {
  const { layer, central } = watching();
  layer.works = true;
  expect(central.isReachable()).toBe(true);
  central.heard(Date.now());
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(silentAfterMs + 1);
  expect(central.isReachable()).toBe(false);
});
