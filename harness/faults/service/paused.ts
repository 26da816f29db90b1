import { z } from 'zod';
import { recordState, signalProcess } from '../../model/actions.ts';
import type { Observation } from '../../model/evidence.ts';
import { faultType } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { healthMet, hurt, looks, type ServiceWindow, serviceAnswers, serviceRuns } from './evidence.ts';
import { recordStopped, runningNamed } from './named.ts';

const name = 'service.paused';

/** A service stands still (SIGSTOP): connections are accepted for it, and nobody answers. Healing lets it go on. */
export const paused = faultType({
  name,
  options: z.strictObject({ service: z.string() }),
  title: ({ service }) => `${service} is frozen (SIGSTOP)`,
  sparesKafka: true,
  inject: async (control, { service }) => {
    const { environment, recorder, by } = control;
    const running = runningNamed(environment, service, name);
    await signalProcess(service, running, 'pause', { recorder, by });
    await recordStopped(control, service, running, true);
    return async () => {
      await recordState(service, running, recorder);
      await signalProcess(service, running, 'resume', { recorder, by });
      await recordStopped(control, service, running, false);
    };
  },
  evidence: (history, window) => [
    ...stoodStill(history, window),
    healthMet(history, window, 'silent'),
    serviceRuns(history, window),
    serviceAnswers(history, window),
  ],
});

/** The operating system said that it was stopped: when the fault had come, and still when the heal began. */
function stoodStill(history: History, window: ServiceWindow): Observation[] {
  const { before, last } = looks(history, window);
  return [
    { when: 'when the fault had come', state: before },
    { when: 'when the heal began', state: last },
  ].map(({ when, state }) => ({
    sentence: `the process of ${hurt(window)} was in state ${state?.state ?? 'unknown'} ${when}`,
    holds: state?.state === 'T' && state.pid === before?.pid,
    lines: state ? [state.line] : [],
  }));
}
