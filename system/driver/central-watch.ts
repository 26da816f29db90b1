import { isReachable, layerIs, nothingKnown, signHeard } from './presence.ts';

export interface CentralWatchOptions {
  /** Whether the messaging layer works. */
  readonly layerWorks: () => boolean;
  /** After so long without a sign of life central cannot be reached, in milliseconds. */
  readonly silentAfterMs: number;
}

export interface CentralWatch {
  /** Central has said that it is there; by its own clock, in milliseconds since the epoch. */
  heard(saidAt: number): void;
  /** Also takes note of the messaging layer, so it must be asked often. */
  isReachable(): boolean;
  /** In milliseconds since the epoch; null: no sign of life since this driver started. */
  lastHeardAt(): number | null;
}

/** Watches whether central is there. */
export function centralWatch({ layerWorks, silentAfterMs }: CentralWatchOptions): CentralWatch {
  let presence = nothingKnown;
  let lastHeardAt: number | null = null;
  // Silence is measured by a monotonic clock: a central that died must not live for as long as a clock is set back.
  const now = () => performance.now();
  return {
    heard: (saidAt) => {
      const { aliveAt } = presence;
      const time = Date.now();
      presence = signHeard(presence, { saidAt, time, now: now() });
      if (presence.aliveAt !== aliveAt) lastHeardAt = time;
    },
    isReachable: () => {
      presence = layerIs(presence, layerWorks(), now());
      return isReachable(presence, now(), silentAfterMs);
    },
    lastHeardAt: () => lastHeardAt,
  };
}
