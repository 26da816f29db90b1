import { withEngine } from '../../contract/monitor-words.ts';
import { fieldOf } from '../../link/frame.ts';

/** What the monitor knows of its engine at this moment. */
export type EngineState = { readonly well: true } | { readonly well: false; readonly reason: string };

export interface EngineHealthOptions {
  readonly now: () => number;
  /** An engine that has not answered for so long is silent, in milliseconds. */
  readonly silentAfterMs: number;
}

export interface EngineHealth {
  /** What the engine has answered. */
  heard(fields: readonly string[]): void;
  linkDown(): void;
  engine(): EngineState;
}

const silent = { well: false, reason: 'The engine does not answer.' } as const;

/** Keeps what the engine said last, for as long as that means anything. */
export function engineHealth({ now, silentAfterMs }: EngineHealthOptions): EngineHealth {
  let last: { readonly state: EngineState; readonly at: number } | undefined;
  return {
    heard: ([word, said = '']) => {
      // It goes on to central in a frame, and one that cannot be sent would hide the fault.
      const reason = fieldOf(said) || 'The engine gives no reason.';
      if (word === withEngine.well) last = { state: { well: true }, at: now() };
      else if (word === withEngine.broken) last = { state: { well: false, reason }, at: now() };
    },
    linkDown: () => {
      last = undefined;
    },
    engine: () => (last && now() - last.at <= silentAfterMs ? last.state : silent),
  };
}
