import { expect, vi } from 'vitest';
import { lastRead } from '../../../harness/kafka/last-read.ts';
import { type Event, type EventOf, type EventType, eventSchema } from '../../../system/contract/events.ts';
import { amountCents } from '../../../system/contract/money.ts';
import { topics } from '../../../system/contract/topics.ts';
import type { Town } from './town.ts';

/**
 * What must hold of a town whatever has happened to it: every request has one end, every session one ticket for what
 * its engine supplied, no charge point supplied two at once, and central's panel says what monitors and engines say.
 */
export async function checkBooks(town: Town): Promise<void> {
  await statesConverge(town);
  const events = await allEvents(town);
  const of = <Type extends EventType>(type: Type) =>
    events.filter((event) => event.type === type) as unknown as EventOf<Type>[];
  const stillOpen = new Set((await town.view('central')).requests.map(({ id }: { id: string }) => id));

  const asked = [...of('charge-requested'), ...of('charge-begun')].map(({ correlation }) => correlation);
  expect(asked.length, 'a town in which nothing was asked for proves nothing').toBeGreaterThan(0);
  expect(new Set(asked).size).toBe(asked.length);
  const ends = Map.groupBy(
    [...of('ticket-issued'), ...of('charge-denied'), ...of('charge-cancelled')],
    ({ correlation }) => correlation,
  );
  for (const session of asked) {
    const types = (ends.get(session) ?? []).map(({ type }) => type);
    expect([session, types]).toEqual([session, stillOpen.has(session) ? [] : [expect.anything()]]);
  }

  const supplied = new Map(of('supply-ended').map((event) => [event.correlation, event.payload]));
  for (const { correlation, payload } of of('ticket-issued')) {
    expect([correlation, payload.suppliedWh]).toEqual([correlation, supplied.get(correlation)?.suppliedWh]);
    expect(payload.amountCents).toBe(amountCents(payload.suppliedWh, payload.priceCentsPerKwh));
  }
  neverTwoAtOnce(events);
}

/** All events as they are on the broker, partition by partition in order, copies of one left out. */
async function allEvents({ environment }: Town): Promise<Event[]> {
  const signal = new AbortController().signal;
  const read = { admin: environment.admin, topics: [topics.driver, topics.chargePoint, topics.central], signal };
  const { records } = await lastRead({ ...read, run: `books-${process.pid}`, withinMs: 20_000 });
  const inOrder = records.toSorted(
    (one, other) =>
      one.topic.localeCompare(other.topic) || one.partition - other.partition || one.offset - other.offset,
  );
  return [
    ...new Map(
      inOrder.map(({ value }) => eventSchema.parse(JSON.parse(value))).map((event) => [event.id, event]),
    ).values(),
  ];
}

function neverTwoAtOnce(events: readonly Event[]): void {
  const running = new Map<string, string>();
  for (const { type, correlation, payload } of events) {
    if (type === 'supply-started') {
      expect([correlation, running.get(payload.chargePointId)]).toEqual([correlation, undefined]);
      running.set(payload.chargePointId, correlation);
    } else if (type === 'supply-ended' && running.get(payload.chargePointId) === correlation) {
      running.delete(payload.chargePointId);
    }
  }
}

/** Within 3 s central's panel says of each charge point what its monitor and its engine say. */
async function statesConverge(town: Town): Promise<void> {
  await vi.waitFor(
    async () => {
      const { points } = await town.view('central');
      for (const { id, state } of points) {
        const [engine, monitor] = await Promise.all([town.view(`engine-${id}`), town.view(`monitor-${id}`)]);
        expect([id, state]).toEqual([id, stateOf(engine, monitor)]);
      }
    },
    { timeout: 3000, interval: 50 },
  );
}

function stateOf(engine: Awaited<ReturnType<Town['view']>>, monitor: Awaited<ReturnType<Town['view']>>): string {
  if (monitor?.central.state !== 'registered') return 'DISCONNECTED';
  if (!engine || engine.fault !== null) return 'BROKEN';
  if (engine.stopped !== null) return 'OUT_OF_ORDER';
  return engine.session?.state === 'supplying' ? 'SUPPLYING' : 'ACTIVATED';
}
