import { isDeepStrictEqual } from 'node:util';
import type { Service } from '../model/environment.ts';
import type { Draft } from '../model/fact.ts';
import type { Recorder } from '../model/recorder.ts';
import type { SystemDescription } from '../model/system.ts';
import { ask } from '../util/http.ts';
import { type Probe, pace } from './pace.ts';

export interface HealthProbeOptions {
  readonly service: Service;
  readonly system: SystemDescription;
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
}

const lookEveryMs = 100;
const answerWithinMs = 1000;

/** Writes what a service says of itself on `/health`, whenever that changes. Shown, and never believed. */
export function probeHealth({ service, system, recorder, onDefect }: HealthProbeOptions): Probe {
  let before: Draft | undefined;
  return pace(
    lookEveryMs,
    async (signal) => {
      const says = await listen(service, system, signal);
      if (signal.aborted || isDeepStrictEqual(says, before)) return;
      before = says;
      recorder.record(says);
    },
    onDefect,
  );
}

async function listen(service: Service, system: SystemDescription, signal: AbortSignal): Promise<Draft> {
  const { name } = service.description;
  const answer = await ask({
    method: 'GET',
    address: service.address('http'),
    path: '/health',
    timeoutMs: answerWithinMs,
    signal,
  });
  if (answer.result !== 'answered') {
    return { kind: 'health', service: name, answer: answer.result === 'refused' ? 'refused' : 'silent' };
  }
  try {
    const { ready, waitingFor } = system.readHealth(answer.body);
    return { kind: 'health', service: name, answer: 'says', ready, waitingFor: [...waitingFor] };
  } catch {
    return { kind: 'health', service: name, answer: 'garbled' };
  }
}
