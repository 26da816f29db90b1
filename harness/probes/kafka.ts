import type { Address } from '../core/address.ts';
import { now } from '../core/clock.ts';
import type { Recorder } from '../core/recorder.ts';
import { type Attempt, attempt } from '../kafka/attempt.ts';
import { type Probe, pace } from './pace.ts';

export interface KafkaProbeOptions {
  /** A service's name, or `admin`. */
  readonly route: string;
  /** Asked anew for each attempt: a broker that had to take other ports is elsewhere after its next start. */
  readonly address: () => Address;
  readonly topics: readonly string[];
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
}

/** Between two attempts: the resolution of every heal that is measured. */
export const probeEveryMs = 50;
/** Of one attempt. Longer than a busy broker's answer, short enough to see a heal soon after a black hole. */
const probeTimeoutMs = 500;
/** Equal attempts are one fact, but no longer than this, so that a history that was cut short tells nearly all. */
const foldForMs = 1000;

interface Fold extends Attempt {
  readonly first: number;
  last: number;
  count: number;
}

/**
 * Connects to Kafka through a route as the service behind it would, and writes what it met: the evidence that a fault
 * was there, and the instant at which it was gone. The first attempt with another outcome is written at once.
 */
export function probeKafka({ route, address, topics, recorder, onDefect }: KafkaProbeOptions): Probe {
  let fold: Fold | undefined;
  let current: Attempt | undefined;

  const write = ({ outcome, detail, first, last, count }: Fold) =>
    recorder.record({ kind: 'probe', route, outcome, ...(detail ? { detail } : {}), first, last, count });
  const flush = () => {
    if (fold) write(fold);
    fold = undefined;
  };

  const look = async () => {
    const first = recorder.relative(now());
    const met = await attempt(address(), { topics, timeoutMs: probeTimeoutMs });
    const last = recorder.relative(now());
    if (met.outcome !== current?.outcome || met.detail !== current.detail) {
      flush();
      current = met;
      write({ ...met, first, last, count: 1 });
      return;
    }
    fold ??= { ...met, first, last, count: 0 };
    fold.last = last;
    fold.count += 1;
    if (last - fold.first >= foldForMs) flush();
  };

  const probe = pace(probeEveryMs, look, onDefect);
  return {
    stop: async () => {
      await probe.stop();
      flush();
    },
  };
}
