import { attempt } from '../kafka/attempt.ts';
import type { Address } from '../model/address.ts';
import { now } from '../model/clock.ts';
import type { Recorder } from '../model/recorder.ts';
import type { LinkDescription } from '../model/service.ts';
import type { Attempt, OnConnect } from '../util/connection.ts';
import type { OwnConnections } from './connections.ts';
import { type Fold, foldTo, type Take, worstOf } from './fold.ts';
import { attemptLink } from './link.ts';
import { type Probe, pace } from './pace.ts';

export interface WayOptions {
  /** A service's name, a link's, or `admin`. */
  readonly route: string;
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
  /** Where a proxy counts: the prober's own connections are no service's. */
  readonly own?: OwnConnections;
}

/** One place to try. */
export interface Way {
  /** The same name where it is the only one; else one of its own. */
  readonly name: string;
  /** Asked anew for each attempt: a broker that had to take other ports is elsewhere after its next start. */
  readonly address: () => Address;
}

/** Between two attempts on an only way: the resolution of every heal that is measured. */
export const probeEveryMs = 50;
/** With several brokers there are three times as many ways: half as often each, that costs the machine little more. */
const oneOfSeveralEveryMs = 100;
/** Of one attempt. Longer than a busy broker's answer, short enough to see a heal soon after a black hole. */
const probeTimeoutMs = 500;

/** Connects to Kafka as the service behind the ways would: one way to each broker. */
export function probeKafka(
  options: WayOptions & { readonly ways: readonly Way[]; readonly topics: readonly string[] },
): Probe {
  const { route, ways, topics, recorder } = options;
  const tryIt = (address: Address, onConnect: OnConnect) =>
    attempt(address, { topics, timeoutMs: probeTimeoutMs, onConnect });
  const whole = foldTo(route, recorder);
  if (ways.length === 1)
    return all(
      [],
      ways.map((way) => probeWay(options, way, whole, tryIt)),
      whole,
    );
  const together = worstOf(ways.length, whole.take);
  const folds = ways.map(({ name }) => foldTo(name, recorder));
  const probes = ways.map((way, index) => {
    const take: Take = (met) => {
      folds[index]?.take(met);
      together(index, { ...met, detail: [way.name, met.outcome, met.detail].filter(Boolean).join(': ') });
    };
    return probeWay(options, way, { take }, tryIt, oneOfSeveralEveryMs);
  });
  return all(folds, probes, whole);
}

/** Asks the far end of a link something harmless, through its proxy. */
export function probeLink(options: WayOptions & { readonly link: LinkDescription; readonly way: Way }): Probe {
  const { route, link, way, recorder } = options;
  const whole = foldTo(route, recorder);
  const tryIt = (address: Address, onConnect: OnConnect) =>
    attemptLink(address, link, { timeoutMs: probeTimeoutMs, onConnect });
  return all([], [probeWay(options, way, whole, tryIt)], whole);
}

/** Tries a way again and again, and hands on what it met: the evidence of a fault, and the instant of its end. */
function probeWay(
  { own, recorder, onDefect }: WayOptions,
  { name, address }: Way,
  { take }: { readonly take: Take },
  tryIt: (address: Address, onConnect: OnConnect) => Promise<Attempt>,
  everyMs = probeEveryMs,
): Probe {
  const look = async () => {
    const first = recorder.relative(now());
    const met = await tryIt(address(), (port) => own?.add(name, port));
    take({ ...met, first, last: recorder.relative(now()) });
  };
  return pace(everyMs, look, onDefect);
}

const all = (folds: readonly Fold[], probes: readonly Probe[], whole: Fold): Probe => ({
  stop: async () => {
    await Promise.all(probes.map((probe) => probe.stop()));
    for (const fold of [...folds, whole]) fold.flush();
  },
});
