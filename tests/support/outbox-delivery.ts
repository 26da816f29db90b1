import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { authority } from '../../harness/model/address.ts';
import { native } from '../../harness/runtimes/native/native.ts';
import { makeEvent } from '../../system/contract/events.ts';
import { topics } from '../../system/contract/topics.ts';
import { messaging } from '../../system/messaging/index.ts';
import { openDatabase } from '../../system/service/database.ts';

const never = new AbortController().signal;
const system = {
  name: 'outbox',
  topics: Object.values(topics).map((name) => ({ name, partitions: 3 })),
  services: [{ name: 'sender', kafka: true, ports: ['http'], command: () => [] }],
  variants: ['resilient'],
  invariants: [],
  read: () => {
    throw new Error('Nothing is judged here.');
  },
  readHealth: () => ({ ready: true, waitingFor: [] }),
};

/**
 * How long it takes, in milliseconds, until so many events that waited for Kafka are all with it: from the moment at
 * which the way there is open again until the last one is acknowledged. A real broker behind a real proxy.
 */
export async function outboxDelivery(count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'norestart-bench-'));
  const settings = { variant: 'resilient', topicProvisioning: 'pre-created', brokerSessionTimeoutMs: 1000 } as const;
  const run = `bench-${process.pid}-${Math.floor(performance.now())}`;
  const environment = await native.up({ run, folder, system, ...settings, progress: () => undefined, signal: never });
  const [route] = environment.routes;
  if (!route) throw new Error('The sender has no route.');
  const database = openDatabase(join(folder, 'state.sqlite'), []);
  const layer = messaging('resilient', {
    ...{ name: 'sender', broker: authority(route.listen), database, log: pino({ level: 'silent' }) },
    ...{ hears: [topics.central], createTopics: false, outboxLimit: count, handle: () => undefined },
  });
  try {
    await environment.broker.start(never);
    await route.close();
    layer.start();
    const parties = { driverId: 'D-1', targetWh: 1000 };
    database.exec('BEGIN');
    for (let number = 0; number < count; number += 1) {
      const payload = { ...parties, chargePointId: `CP-${number % 100}` };
      layer.publish(makeEvent('charge-requested', 'driver:D-1', { correlation: `s-${number}` }, payload));
    }
    database.exec('COMMIT');
    await route.open();
    const began = performance.now();
    while (layer.status().outboxDepth !== 0) await delay(5);
    return performance.now() - began;
  } finally {
    await layer.close();
    database.close();
    await environment.down();
    rmSync(folder, { recursive: true, force: true });
  }
}
