import './as-in-production.ts';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type Address, authority } from '../../../harness/model/address.ts';
import { type Event, makeEvent } from '../../../system/contract/events.ts';
import { topics } from '../../../system/contract/topics.ts';
import { type Messaging, messaging } from '../../../system/messaging/index.ts';
import type { MessagingOptions } from '../../../system/messaging/port.ts';
import { openDatabase } from '../../../system/service/database.ts';
import { temporaryFolder } from '../native/temporary-folder.ts';

export interface TestedOptions {
  readonly generation: Parameters<typeof messaging>[0];
  readonly broker: Address;
  /** The same name and folder again: the same service after its restart. */
  readonly name?: string;
  readonly folder?: string;
  readonly outboxLimit?: number;
  readonly createTopics?: boolean;
  readonly onRefused?: MessagingOptions['onRefused'];
  /** Called with each number within the transaction, before it counts as taken. */
  readonly onNumber?: (number: number, layer: TestedLayer) => void;
}

/** A messaging layer in the test's own process, which hears the topic that it publishes on: all of one charge point. */
export interface TestedLayer {
  readonly name: string;
  readonly folder: string;
  readonly layer: Messaging;
  readonly database: DatabaseSync;
  /** Numbers of the events that were taken, from the same transaction as their being marked, in order. */
  taken(): number[];
  /** Publishes an event for each number, and answers with them. */
  publish(...numbers: readonly number[]): readonly number[];
  /** The same, said only once to a Kafka that is there. */
  announce(number: number): void;
  /** Publishes an event with so long a text. */
  say(length: number): void;
  /** Keeps in the outbox what is no event. */
  keepRaw(topic: string, value: string): void;
  /** What it logged, in order. */
  said(): string[];
  /** Why a client of its was lost, each time. */
  losses(): string[];
  close(): Promise<void>;
}

const schema = 'CREATE TABLE IF NOT EXISTS taken (number INTEGER) STRICT';

/** Opens a layer, not started. It is closed when the test is over. */
export function openLayer(options: TestedOptions): TestedLayer {
  const {
    generation,
    broker,
    name = `tested-${randomUUID()}`,
    folder = temporaryFolder(),
    outboxLimit = 1000,
  } = options;
  const database = openDatabase(join(folder, 'state.sqlite'), [schema]);
  const lines: { readonly msg: string; readonly why?: string }[] = [];
  const note = database.prepare('INSERT INTO taken VALUES (?)');
  const numbers = database.prepare('SELECT number FROM taken ORDER BY rowid');
  const layer = messaging(generation, {
    name,
    broker: authority(broker),
    database,
    log: pino({ level: 'debug' }, { write: (line) => void lines.push(JSON.parse(line)) }),
    hears: [topics.central],
    createTopics: options.createTopics ?? false,
    outboxLimit,
    ...(options.onRefused ? { onRefused: options.onRefused } : {}),
    handle: (event) => {
      if (event.correlation !== name || event.type !== 'charge-requested') return;
      options.onNumber?.(event.payload.targetWh, tested);
      note.run(event.payload.targetWh);
    },
  });
  let closing: Promise<void> | undefined;
  const tested: TestedLayer = {
    name,
    folder,
    layer,
    database,
    taken: () => numbers.all().map(({ number }) => Number(number)),
    publish: (...several) => {
      for (const number of several) layer.publish(numbered(name, number));
      return several;
    },
    announce: (number) => layer.announce(numbered(name, number)),
    say: (length) =>
      layer.publish(
        makeEvent(
          'charge-denied',
          'central',
          { correlation: name },
          { driverId: 'D-1', chargePointId: 'CP-1', reason: 'x'.repeat(length) },
        ),
      ),
    keepRaw: (topic, value) =>
      void database.prepare('INSERT INTO outbox (topic, key, value) VALUES (?, ?, ?)').run(topic, name, value),
    said: () => lines.map(({ msg }) => msg),
    losses: () => lines.flatMap(({ why }) => why ?? []),
    close: () => {
      closing ??= layer.close().then(() => database.close());
      return closing;
    },
  };
  onTestFinished(() => tested.close());
  return tested;
}

export const numbered = (correlation: string, targetWh: number): Event =>
  makeEvent('charge-requested', 'central', { correlation }, { driverId: 'D-1', chargePointId: 'CP-1', targetWh });

/** An event that nobody counts. */
export const aside = (correlation: string): Event =>
  makeEvent('outcome-received', 'central', { correlation }, { driverId: 'D-1', chargePointId: 'CP-1' });

/** Publishes a number every so many milliseconds; `stop` answers with all of them. */
export function stream(tested: TestedLayer, everyMs = 10): { stop(): number[] } {
  const sent: number[] = [];
  const timer = setInterval(() => {
    sent.push(...tested.publish(sent.length + 1));
  }, everyMs);
  onTestFinished(() => clearInterval(timer));
  return {
    stop: () => {
      clearInterval(timer);
      return sent;
    },
  };
}
