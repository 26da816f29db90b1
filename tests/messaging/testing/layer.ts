import './as-in-production.ts';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type Address, authority } from '../../../harness/core/address.ts';
import { temporaryFolder } from '../../../harness/runtimes/native/testing/temporary-folder.ts';
import { type Event, makeEvent } from '../../../system/contract/events.ts';
import { topics } from '../../../system/contract/topics.ts';
import { type Messaging, messaging } from '../../../system/messaging/index.ts';
import { openDatabase } from '../../../system/service/database.ts';

/** One line of the log: how grave (50 is an error), and what it says. */
export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [more: string]: unknown;
}

/** A messaging layer that hears the topic on which it publishes. */
export interface TestedLayer {
  readonly layer: Messaging;
  readonly database: DatabaseSync;
  readonly lines: readonly LogLine[];
  /** Numbers of the events that were taken, from the same transaction as their being marked, in order. */
  taken(): number[];
  /** Publishes an event for each number. */
  publish(...numbers: readonly number[]): Event[];
  says(text: string): boolean;
  close(): Promise<void>;
}

export interface TestedOptions {
  readonly generation: Parameters<typeof messaging>[0];
  readonly broker: Address;
  /** The same name and folder again: the same service after its restart. */
  readonly name?: string;
  readonly folder?: string;
  readonly outboxLimit?: number;
  /** Called within the transaction, before the event counts as taken. */
  readonly onEvent?: (event: Event, number: number) => void;
}

/** Opens a layer, not started. It is closed when the test is over. */
export function openLayer(options: TestedOptions): TestedLayer {
  const { generation, broker, name = `tested-${randomUUID()}`, folder = temporaryFolder(), outboxLimit = 1000 } = options;
  const database = openDatabase(join(folder, 'state.sqlite'), 'CREATE TABLE IF NOT EXISTS taken (number INTEGER) STRICT');
  const lines: LogLine[] = [];
  const log = pino({ level: 'debug' }, { write: (text) => lines.push(JSON.parse(text)) });
  const session = name;
  const note = database.prepare('INSERT INTO taken VALUES (?)');
  const layer = messaging(generation, {
    name,
    broker: authority(broker),
    database,
    log,
    hears: [topics.central],
    createTopics: false,
    outboxLimit,
    handle: (event) => {
      if (event.correlation !== session || event.type !== 'charge-requested') return;
      options.onEvent?.(event, event.payload.targetWh);
      note.run(event.payload.targetWh);
    },
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= layer.close().then(() => database.close());
    return closing;
  };
  onTestFinished(close);
  return {
    layer,
    database,
    lines,
    taken: () => database.prepare('SELECT number FROM taken ORDER BY rowid').all().map(({ number }) => Number(number)),
    publish: (...numbers) => numbers.map((number) => published(layer, numbered(session, number))),
    says: (text) => lines.some(({ msg }) => msg.startsWith(text)),
    close,
  };
}

/** All of one session and one charge point: Kafka keeps their order. */
export const numbered = (session: string, number: number): Event =>
  makeEvent('charge-requested', 'central', { correlation: session }, { driverId: 'D-1', chargePointId: 'CP-1', targetWh: number });

function published(layer: Messaging, event: Event): Event {
  layer.publish(event);
  return event;
}
