import { toCentral, withEngine } from '../../contract/monitor-words.ts';
import type { Link } from '../../link/link.ts';

/** What the monitor knows of its engine at this moment. */
export type EngineState = { readonly well: true } | { readonly well: false; readonly reason: string };

export interface MonitorOptions {
  readonly now: () => number;
  /** An engine that has not answered for so long is silent, in milliseconds. */
  readonly silentAfterMs: number;
}

export interface Monitor {
  /** What the engine has answered. */
  heard(fields: readonly string[]): void;
  linkDown(): void;
  engine(): EngineState;
}

const silent = { well: false, reason: 'The engine does not answer.' } as const;

/** Keeps what the engine said last, for as long as that means anything. */
export function monitor({ now, silentAfterMs }: MonitorOptions): Monitor {
  let last: { readonly state: EngineState; readonly at: number } | undefined;
  return {
    heard: ([word, reason = 'The engine gives no reason.']) => {
      if (word === withEngine.well) last = { state: { well: true }, at: now() };
      else if (word === withEngine.broken) last = { state: { well: false, reason }, at: now() };
    },
    linkDown: () => {
      last = undefined;
    },
    engine: () => (last && now() - last.at <= silentAfterMs ? last.state : silent),
  };
}

/** One life sign to central, with what there is to say of the engine. */
export async function lifeSign(link: Link, engine: EngineState): Promise<void> {
  await link.send(toCentral.alive);
  await (engine.well ? link.send(toCentral.repaired) : link.send(toCentral.fault, engine.reason));
}
