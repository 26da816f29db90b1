import { isDeepStrictEqual } from 'node:util';
import type { Service } from '../model/environment.ts';
import type { Draft } from '../model/fact.ts';
import type { Recorder } from '../model/recorder.ts';
import type { StatesDescription } from '../model/system.ts';
import { ask } from '../util/http.ts';
import { type Probe, pace } from './pace.ts';

export interface ViewProbeOptions {
  readonly states: StatesDescription;
  readonly reportedBy: Service;
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
}

const lookEveryMs = 250;
const answerWithinMs = 1000;

/** Writes what a service says of the things that the system is about, whenever that changes. */
export function probeView({ states, reportedBy, recorder, onDefect }: ViewProbeOptions): Probe {
  let before: Draft | undefined;
  return pace(
    lookEveryMs,
    async (signal) => {
      const draft = await listen(states, reportedBy, signal);
      if (signal.aborted || isDeepStrictEqual(draft, before)) return;
      before = draft;
      recorder.record(draft);
    },
    onDefect,
  );
}

async function listen(states: StatesDescription, reportedBy: Service, signal: AbortSignal): Promise<Draft> {
  const fact = { kind: 'states', service: states.reportedBy } as const;
  const question = { method: 'GET', address: reportedBy.address('http'), path: states.path } as const;
  const answer = await ask({ ...question, timeoutMs: answerWithinMs, signal });
  if (answer.result !== 'answered') return { ...fact, answer: answer.result === 'refused' ? 'refused' : 'silent' };
  try {
    return { ...fact, answer: 'says', says: { ...states.read(answer.body) } };
  } catch {
    return { ...fact, answer: 'garbled' };
  }
}
