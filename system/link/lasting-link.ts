import { setTimeout as delay } from 'node:timers/promises';
import { connectLink, type Link, type LinkEvents } from './link.ts';

export interface LastingLinkOptions {
  readonly address: { readonly host: string; readonly port: number };
  /** Called with each new connection before anything else is sent on it; when it rejects, the link is made anew. */
  readonly greet: (link: Link) => Promise<void>;
  readonly onMessage: LinkEvents['onMessage'];
  readonly onDown: () => void;
}

export interface LastingLink {
  /** The connection, while there is one and the far end has been greeted. */
  current(): Link | undefined;
  close(): Promise<void>;
}

/** Long enough not to be a storm, short enough that a far end which is back is found within its next life sign. */
const triesEveryMs = 300;

/** A link that is made anew whenever it ends, for ever. */
export function lastingLink({ address, greet, onMessage, onDown }: LastingLinkOptions): LastingLink {
  const ending = new AbortController();
  let current: Link | undefined;

  const live = async () => {
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const link = await connectLink(address, { onMessage, onEnd: resolve });
    const end = () => link.close();
    ending.signal.addEventListener('abort', end, { once: true });
    try {
      if (ending.signal.aborted) return;
      await greet(link);
      current = link;
      await over;
    } finally {
      ending.signal.removeEventListener('abort', end);
      current = undefined;
      link.close();
      onDown();
    }
  };
  const loop = async () => {
    while (!ending.signal.aborted) {
      // A far end that is not there is the ordinary case; who uses the link sees it by `current`.
      await live().catch(() => undefined);
      await delay(triesEveryMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const done = loop();
  return {
    current: () => current,
    close: async () => {
      ending.abort();
      await done;
    },
  };
}
