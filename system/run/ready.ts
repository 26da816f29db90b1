import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Running } from './running.ts';

const health = z.object({ ready: z.boolean(), waitingFor: z.array(z.string()) });
const answersWithinMs = 2000;
const asksEveryMs = 200;

/** One that is not ready, and why. */
export interface Unready {
  readonly name: string;
  readonly why: string;
}

/** Asks all of them until each is ready, or the time is over; answers with those that are not. */
export async function untilReady(all: readonly Running[], withinMs: number, signal: AbortSignal): Promise<Unready[]> {
  const deadline = performance.now() + withinMs;
  const wait = async (running: Running): Promise<Unready[]> => {
    while (true) {
      const why = await reasonOf(running);
      if (why === undefined || signal.aborted) return [];
      if (running.hasExited() || performance.now() > deadline) return [{ name: running.member.name, why }];
      await delay(asksEveryMs, undefined, { signal }).catch(() => undefined);
    }
  };
  return (await Promise.all(all.map(wait))).flat();
}

/** Why it is not ready; undefined when it is. */
async function reasonOf({ member, hasExited }: Running): Promise<string | undefined> {
  if (hasExited()) return 'it has died';
  try {
    const answer = await fetch(`${member.page}health`, { signal: AbortSignal.timeout(answersWithinMs) });
    const { ready, waitingFor } = health.parse(await answer.json());
    return ready ? undefined : `it waits for ${waitingFor.join(', ') || 'something that it does not name'}`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return `it does not answer at ${member.page} (${cause instanceof Error ? cause.message : String(cause)})`;
  }
}
