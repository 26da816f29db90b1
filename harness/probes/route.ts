import type { Address } from '../core/address.ts';
import { now } from '../core/clock.ts';
import type { Recorder } from '../core/recorder.ts';
import type { LinkDescription } from '../core/system.ts';
import { attempt } from '../kafka/attempt.ts';
import type { Attempt, OnConnect } from '../meeting.ts';
import type { OwnConnections } from './connections.ts';
import { attemptLink } from './link.ts';
import { type Probe, pace } from './pace.ts';

export interface RouteProbeOptions {
  /** A service's name, a link's, or `admin`. */
  readonly route: string;
  /** Asked anew for each attempt: a broker that had to take other ports is elsewhere after its next start. */
  readonly address: () => Address;
  /** Where a proxy counts: the prober's own connections are no service's. */
  readonly own?: OwnConnections;
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
  quickestMs: number;
  slowestMs: number;
}

/** Connects to Kafka through a route as the service behind it would. */
export const probeKafka = ({ topics, ...options }: RouteProbeOptions & { readonly topics: readonly string[] }): Probe =>
  probeRoute(options, (address, onConnect) => attempt(address, { topics, timeoutMs: probeTimeoutMs, onConnect }));

/** Asks the far end of a link something harmless, through its proxy. */
export const probeLink = ({ link, ...options }: RouteProbeOptions & { readonly link: LinkDescription }): Probe =>
  probeRoute(options, (address, onConnect) => attemptLink(address, link, { timeoutMs: probeTimeoutMs, onConnect }));

/**
 * Tries a route again and again, and writes what it met: the evidence that a fault was there, and the instant at which
 * it was gone. The first attempt with another outcome is written at once.
 */
function probeRoute(
  { route, address, own, recorder, onDefect }: RouteProbeOptions,
  tryIt: (address: Address, onConnect: OnConnect) => Promise<Attempt>,
): Probe {
  let fold: Fold | undefined;
  let current: Attempt | undefined;

  const write = ({ outcome, detail, cluster, first, last, count, ...times }: Fold) => {
    const [quickestMs, slowestMs] = [rounded(times.quickestMs), rounded(times.slowestMs)];
    const more = { ...(detail ? { detail } : {}), ...(cluster ? { cluster } : {}) };
    recorder.record({ kind: 'probe', route, outcome, ...more, first, last, count, quickestMs, slowestMs });
  };
  const flush = () => {
    if (fold) write(fold);
    fold = undefined;
  };

  const look = async () => {
    const first = recorder.relative(now());
    const met = await tryIt(address(), (port) => own?.add(route, port));
    const last = recorder.relative(now());
    const tookMs = last - first;
    if (met.outcome !== current?.outcome || met.detail !== current.detail || met.cluster !== current.cluster) {
      flush();
      current = met;
      write({ ...met, first, last, count: 1, quickestMs: tookMs, slowestMs: tookMs });
      return;
    }
    fold ??= { ...met, first, last, count: 0, quickestMs: tookMs, slowestMs: tookMs };
    fold.last = last;
    fold.count += 1;
    fold.quickestMs = Math.min(fold.quickestMs, tookMs);
    fold.slowestMs = Math.max(fold.slowestMs, tookMs);
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

const rounded = (time: number): number => Math.round(time * 100) / 100;
