import { setTimeout as delay } from 'node:timers/promises';
import type { Service } from '../model/environment.ts';
import type { Recorder } from '../model/recorder.ts';

/** Beyond that, so that whoever is left can be counted before it is killed. */
const countingMs = 500;

/** An engine on a busy machine takes seconds to say that a container has ended; it says then when that was. */
const tellsWithinMs = 10_000;

/**
 * Asks every service that still runs to end (SIGTERM), and writes how each one took it: one that needs longer than so many
 * milliseconds has not ended by itself. The deed is announced before.
 */
export async function shutDown(services: readonly Service[], recorder: Recorder, endsWithinMs: number): Promise<void> {
  await Promise.all(services.map((service) => shutDownOne(service, recorder, endsWithinMs)));
}

async function shutDownOne(service: Service, recorder: Recorder, endsWithinMs: number): Promise<void> {
  const running = service.running();
  if (!running) return;
  const askedAt = recorder.elapsed();
  let tookMs: number | undefined;
  const over = new AbortController();
  const exited = running.exited.then(({ endedAt }) => {
    tookMs = (endedAt === undefined ? recorder.elapsed() : recorder.relative(endedAt)) - askedAt;
  });
  const stopped = running.stop({ graceMs: endsWithinMs + countingMs }).finally(() => over.abort());
  await delay(endsWithinMs, undefined, { signal: over.signal }).catch(() => undefined);
  const members = await running.members();
  // It has ended, and whoever tells when is late.
  if (members.length === 0) await Promise.race([exited, delay(tellsWithinMs, undefined, { ref: false })]);
  const took = tookMs === undefined ? {} : { tookMs };
  const left = members.length;
  recorder.record({ kind: 'shut-down', service: service.description.name, pid: running.identity.pid, ...took, left });
  await stopped;
}
