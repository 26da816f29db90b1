import { withEngine } from '../../contract/monitor-words.ts';
import { lastingLink } from '../../link/lasting-link.ts';
import type { Link } from '../../link/link.ts';
import type { EngineHealth } from './engine-health.ts';

export interface EngineLinkOptions {
  readonly address: { readonly host: string; readonly port: number };
  /** Tells the engine which charge point it is. */
  readonly identity: readonly string[];
  readonly reachesCentral: () => boolean;
  readonly health: EngineHealth;
  /** Called after each answer, and when the link has ended. */
  readonly onAnswer: () => void;
}

export interface EngineLink {
  /** Asks the engine how it is, and tells it whether central is reached; nothing while a question is under way. */
  check(): Promise<void>;
  isLinked(): boolean;
  close(): Promise<void>;
}

/** The monitor's link to its engine: made anew for ever. */
export function engineLink({ address, identity, reachesCentral, health, onAnswer }: EngineLinkOptions): EngineLink {
  let checking = false;
  const ask = (one: Link) => one.send(withEngine.check, reachesCentral() ? withEngine.withCentral : withEngine.alone);
  const link = lastingLink({
    address,
    greet: async (one) => {
      await one.send(...identity);
      await ask(one);
    },
    onMessage: (fields) => {
      health.heard(fields);
      onAnswer();
    },
    onDown: () => {
      health.linkDown();
      onAnswer();
    },
  });
  return {
    check: async () => {
      const current = link.current();
      if (!current || checking) return;
      checking = true;
      // What does not arrive is seen by its answer that does not come.
      await ask(current).catch(() => undefined);
      checking = false;
    },
    isLinked: () => link.current() !== undefined,
    close: link.close,
  };
}
