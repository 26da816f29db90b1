import { setTimeout as delay } from 'node:timers/promises';
import { startService } from '../../model/control.ts';
import type { Service } from '../../model/environment.ts';
import type { Observation } from '../../model/evidence.ts';
import type { Fault, FaultEvidence, FaultWindow } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { ask } from '../../util/http.ts';
import { healthMet, hurt, serviceAnswers, serviceDied, serviceStarted } from './evidence.ts';
import { runningNamed, serviceNamed } from './named.ts';

const name = 'service.outOfMemory';

/**
 * The container of a service has no more memory, and the kernel ends it. Healing starts it again with as much as it
 * wants, and with what it has on disk.
 */
export const outOfMemory = (service: string): Fault => ({
  name,
  title: `${service} runs out of memory, and the kernel ends it`,
  sparesKafka: true,
  parameters: { service },
  inject: async ({ environment, recorder, signal }, by) => {
    const running = runningNamed(environment, service, name);
    const victim = serviceNamed(environment, service);
    recorder.record({ kind: 'intent', action: 'kill', subject: service, by });
    const over = new AbortController();
    const asking = Promise.all(Array.from({ length: askers }, () => keepAsking(victim, over.signal)));
    try {
      await running.exhaust(signal);
    } finally {
      over.abort();
      await asking;
    }
    return async (ending) => {
      if (!ending.aborted && !victim.running()) await startService(victim, { recorder, by });
    };
  },
});

/** A service that has nothing to do wants no memory: it is asked for its health, by so many at once. */
const askers = 32;

async function keepAsking(service: Service, signal: AbortSignal): Promise<void> {
  const question = { method: 'GET', address: service.address('http'), path: '/health', timeoutMs: 1000 } as const;
  while (!signal.aborted) {
    const { result } = await ask({ ...question, signal });
    // Nobody is there any more: the engine will say why.
    if (result !== 'answered') await delay(50, undefined, { signal }).catch(() => undefined);
  }
}

export const outOfMemoryEvidence: FaultEvidence = {
  name,
  evidence: (history, window) => [
    serviceDied(history, window),
    endedByKernel(history, window),
    healthMet(history, window, 'refused'),
    serviceStarted(history, window),
    serviceAnswers(history, window),
  ],
};

/** It was not killed by anybody else: the engine itself says why it ended. */
function endedByKernel(history: History, window: FaultWindow): Observation {
  const exit = history
    .of('process')
    .find(
      ({ subject, phase, at }) =>
        subject === hurt(window) && phase === 'exited' && at >= window.injectAt && at <= window.healFrom,
    );
  const holds = exit?.outOfMemory === true;
  return {
    sentence: `the engine ${holds ? 'says' : 'does not say'} that ${hurt(window)} ended for want of memory (OOMKilled)`,
    holds,
    lines: exit ? [exit.line] : [],
  };
}
