import { fromCentral } from '../../contract/monitor-words.ts';

/** How the monitor stands with central. */
export type CentralState =
  | { readonly state: 'absent' | 'registered' }
  | { readonly state: 'refused'; readonly reason: string };

export interface StandingOptions {
  readonly now: () => number;
  /** Central is reached while it has acknowledged something within this time, in milliseconds. */
  readonly freshForMs: number;
}

export interface Standing {
  /** What central has said on the link. */
  heard(fields: readonly string[]): void;
  /** Central has acknowledged a life sign. */
  acknowledged(): void;
  /** The link has ended, or there was none to be had. */
  down(): void;
  central(): CentralState;
  /** Whether central is there, as far as anybody can know: registered is not enough, a link may be dead for a while. */
  reaches(): boolean;
}

/** Keeps what central said last. A refusal is kept beyond the end of its link, until the next try has ended otherwise. */
export function standing({ now, freshForMs }: StandingOptions): Standing {
  let central: CentralState = { state: 'absent' };
  let refusedHere = false;
  let acknowledgedAt = Number.NEGATIVE_INFINITY;
  return {
    heard: ([word, reason]) => {
      if (word === fromCentral.registered) {
        central = { state: 'registered' };
        acknowledgedAt = now();
      } else if (word === fromCentral.refused) {
        central = { state: 'refused', reason: reason || 'Central gives no reason.' };
        refusedHere = true;
      }
    },
    acknowledged: () => {
      acknowledgedAt = now();
    },
    down: () => {
      if (!refusedHere) central = { state: 'absent' };
      refusedHere = false;
    },
    central: () => central,
    reaches: () => central.state === 'registered' && now() - acknowledgedAt <= freshForMs,
  };
}
