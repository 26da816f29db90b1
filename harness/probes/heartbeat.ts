import type { Service } from '../model/environment.ts';
import type { Recorder } from '../model/recorder.ts';
import type { Heartbeat } from '../model/service.ts';
import { ask } from '../util/http.ts';
import { type Probe, pace } from './pace.ts';

export interface HeartbeatProbeOptions {
  readonly service: string;
  readonly heartbeat: Heartbeat;
  readonly seenBy: Service;
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
}

const lookEveryMs = 250;
const answerWithinMs = 1000;

/** Writes when another service last had a sign of life from this one, whenever there is a new one. */
export function probeHeartbeat({ service, heartbeat, seenBy, recorder, onDefect }: HeartbeatProbeOptions): Probe {
  let before: number | undefined;
  return pace(
    lookEveryMs,
    async (signal) => {
      const question = { method: 'GET', address: seenBy.address('http'), path: heartbeat.path } as const;
      const answer = await ask({ ...question, timeoutMs: answerWithinMs, signal });
      if (answer.result !== 'answered' || answer.status !== 200) return;
      const time = read(heartbeat, answer.body);
      if (time === undefined || time === before) return;
      before = time;
      recorder.record({ kind: 'heartbeat', service, seenBy: heartbeat.seenBy, signAt: recorder.relative(time) });
    },
    onDefect,
  );
}

/** A body that the description cannot read is no sign of life. */
function read(heartbeat: Heartbeat, body: unknown): number | undefined {
  try {
    return heartbeat.read(body);
  } catch {
    return undefined;
  }
}
