import type { Service } from '../model/environment.ts';
import type { Recorder } from '../model/recorder.ts';
import type { SignOfLife } from '../model/system.ts';
import { ask } from '../util/http.ts';
import { type Probe, pace } from './pace.ts';

export interface SignProbeOptions {
  readonly service: string;
  readonly sign: SignOfLife;
  readonly seenBy: Service;
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
}

const lookEveryMs = 250;
const answerWithinMs = 1000;

/** Writes when another service last had a sign of life from this one, whenever there is a new one. */
export function probeSign({ service, sign, seenBy, recorder, onDefect }: SignProbeOptions): Probe {
  let before: number | undefined;
  return pace(
    lookEveryMs,
    async (signal) => {
      const question = { method: 'GET', address: seenBy.address('http'), path: sign.path } as const;
      const answer = await ask({ ...question, timeoutMs: answerWithinMs, signal });
      if (answer.result !== 'answered' || answer.status !== 200) return;
      const time = read(sign, answer.body);
      if (time === undefined || time === before) return;
      before = time;
      recorder.record({ kind: 'heartbeat', service, seenBy: sign.seenBy, signAt: recorder.relative(time) });
    },
    onDefect,
  );
}

/** A body that the description cannot read is no sign of life. */
function read(sign: SignOfLife, body: unknown): number | undefined {
  try {
    return sign.read(body);
  } catch {
    return undefined;
  }
}
