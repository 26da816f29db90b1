import { z } from 'zod';
import { startService } from '../../model/actions.ts';
import type { Control } from '../../model/control.ts';
import type { Service } from '../../model/environment.ts';
import type { Observation } from '../../model/evidence.ts';
import { faultType } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { healthMet, hurt, type ServiceWindow, serviceAnswers, serviceDied, serviceStarted } from './evidence.ts';
import { runningNamed, serviceNamed } from './named.ts';

const name = 'service.outOfMemory';

/**
 * The container of a service has no more memory, and the kernel ends it. Healing starts it again with as much as it
 * wants, and with what it has on disk.
 */
export const outOfMemory = faultType({
  name,
  options: z.strictObject({ service: z.string() }),
  title: ({ service }) => `${service} runs out of memory, and the kernel ends it`,
  sparesKafka: true,
  inject: async (control, { service }) => {
    const { environment, recorder, signal, by } = control;
    const running = runningNamed(environment, service, name);
    const victim = serviceNamed(environment, service);
    recorder.record({ kind: 'intent', action: 'kill', subject: service, by });
    const over = new AbortController();
    const asking = Promise.all(Array.from({ length: askers }, () => keepAsking(control, victim, over.signal)));
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
  evidence: (history, window) => [
    serviceDied(history, window),
    endedByKernel(history, window),
    healthMet(history, window, 'refused'),
    serviceStarted(history, window),
    serviceAnswers(history, window),
  ],
});

/** A service that has nothing to do wants no memory: it is asked for its health, by so many at once. */
const askers = 32;

async function keepAsking({ askHealth, delay }: Control, service: Service, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { answered } = await askHealth(service, signal);
    // Nobody is there any more: the engine will say why.
    if (!answered) await delay(50, signal).catch(() => undefined);
  }
}

/** It was not killed by anybody else: the engine itself says why it ended. */
function endedByKernel(history: History, window: ServiceWindow): Observation {
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
