import { expect, vi } from 'vitest';
import { lastRead } from '../../../harness/kafka/final-read.ts';
import { type Event, eventSchema } from '../../../system/contract/events.ts';
import { topics } from '../../../system/contract/topics.ts';
import { audit } from './audit.ts';
import type { Answer, Town } from './town.ts';

/** What must hold of a town whatever has happened to it: its books are right, and central's panel says what is so. */
export async function checkBooks(town: Town): Promise<void> {
  await statesConverge(town);
  const open = new Set<string>((await town.view('central')).requests.map(({ id }: { id: string }) => id));
  expect(audit(await allEvents(town), open)).toEqual([]);
}

/** All events as they are on the broker, partition by partition in order, copies of one left out. */
async function allEvents({ environment }: Town): Promise<Event[]> {
  const signal = new AbortController().signal;
  const read = { admins: [environment.admin], topics: [topics.driver, topics.chargePoint, topics.central], signal };
  const { records } = await lastRead({ ...read, withinMs: 20_000 });
  const inOrder = records.toSorted(
    (one, other) =>
      one.topic.localeCompare(other.topic) || one.partition - other.partition || one.offset - other.offset,
  );
  const events = inOrder.map(({ value }) => eventSchema.parse(JSON.parse(value)));
  return [...new Map(events.map((event) => [event.id, event])).values()];
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

function stateOf(engine: Answer['body'], monitor: Answer['body']): string {
  if (monitor?.central.state !== 'registered') return 'DISCONNECTED';
  if (!engine || engine.fault !== null) return 'BROKEN';
  if (engine.stopped !== null) return 'OUT_OF_ORDER';
  return engine.session?.state === 'supplying' ? 'SUPPLYING' : 'ACTIVATED';
}
