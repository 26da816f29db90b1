import { setTimeout as delay } from 'node:timers/promises';
import { connectLink, type Link, type LinkEvents, type LinkOptions } from './link.ts';

export interface LastingLinkOptions extends LinkOptions {
  readonly address: { readonly host: string; readonly port: number };
  /** Called with each new connection before anything else is sent on it; when it rejects, the link is made anew. */
  readonly greet: (link: Link) => Promise<void>;
  readonly onMessage: LinkEvents['onMessage'];
  /** A connection has ended, or there was none to be had. */
  readonly onDown: (why: Error) => void;
  /** How long to wait before the next try, in milliseconds; asked after each end. */
  readonly pauseMs?: () => number;
}

export interface LastingLink {
  /** The connection, while there is one and the far end has been greeted. */
  current(): Link | undefined;
  close(): Promise<void>;
}

/** Long enough not to be a storm, short enough that a far end which is back is found within its next life sign. */
const triesEveryMs = 300;

/** A link that is made anew whenever it ends, for ever. */
export function lastingLink(options: LastingLinkOptions): LastingLink {
  const { address, greet, onMessage, onDown, pauseMs = () => triesEveryMs, silentAfterMs } = options;
  const ending = new AbortController();
  let current: Link | undefined;

  /** One connection, from its beginning to what ended it. */
  const live = async (): Promise<Error> => {
    const { promise: over, resolve } = Promise.withResolvers<Error>();
    const link = await connectLink(address, { onMessage, onEnd: resolve }, { silentAfterMs });
    const end = () => link.close();
    ending.signal.addEventListener('abort', end, { once: true });
    try {
      if (ending.signal.aborted) end();
      else {
        await greet(link);
        current = link;
      }
      return await over;
    } finally {
      ending.signal.removeEventListener('abort', end);
      current = undefined;
      link.close();
    }
  };
  const loop = async () => {
    while (!ending.signal.aborted) {
      // A far end that is not there is the ordinary case; who uses the link sees it by `current`.
      onDown(await live().catch((error: Error) => error));
      await delay(pauseMs(), undefined, { signal: ending.signal }).catch(() => undefined);
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
