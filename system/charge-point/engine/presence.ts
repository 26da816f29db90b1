export interface PresenceOptions {
  /** A monitor that has not checked for so long is silent, in milliseconds. */
  readonly silentAfterMs: number;
  /** Monotonic, in milliseconds: a monitor must not fall silent because somebody sets the machine's time. */
  readonly now?: () => number;
}

/** What the engine knows of its monitor. */
export interface Presence {
  /** A health check has come. */
  checked(reachesCentral: boolean): void;
  /** It has checked, and is not silent. */
  present(): boolean;
  /** It is present, and says that it reaches central. */
  reachesCentral(): boolean;
  /**
   * How long until it is silent, in milliseconds; 0: it is. One that has not checked yet has as long from the start of
   * the engine: it may be there and not have had its turn.
   */
  silentInMs(): number;
}

/** Keeps what the monitor said last, for as long as that means anything. */
export function presence({ silentAfterMs, now = () => performance.now() }: PresenceOptions): Presence {
  const startedAt = now();
  let last: { readonly at: number; readonly reachesCentral: boolean } | undefined;
  const silentInMs = () => Math.max(0, (last?.at ?? startedAt) + silentAfterMs - now());
  const present = () => last !== undefined && silentInMs() > 0;
  return {
    checked: (reachesCentral) => {
      last = { at: now(), reachesCentral };
    },
    present,
    reachesCentral: () => present() && last?.reachesCentral === true,
    silentInMs,
  };
}
