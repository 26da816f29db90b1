import { Readable } from 'node:stream';

const everyMs = 100;
const atLeastEveryMs = 1000;
const mostReaders = 100;

interface Reader {
  readonly stream: Readable;
  /** Which news it was sent last, and when (monotonic milliseconds). */
  sent: number;
  at: number;
}

export interface Live {
  /** A stream of server-sent events for one more reader; undefined when there are too many already. */
  readonly join: () => Readable | undefined;
  readonly close: () => void;
}

/**
 * Tells readers what there is to see, as server-sent events `view`; costs nothing while nobody reads. One that has not
 * read what it was sent for so many milliseconds is dropped.
 */
export function liveViews<View extends { readonly at: number }>(view: () => View, patienceMs = 10_000): Live {
  const readers = new Set<Reader>();
  let timer: NodeJS.Timeout | undefined;
  let shown = '';
  let news = { number: 0, at: Number.NEGATIVE_INFINITY, event: Buffer.alloc(0) };

  /** Makes news when something else is to be seen than before, or when it is time for a sign of life. */
  const look = (): void => {
    const now = performance.now();
    const seen = view();
    const shows = JSON.stringify({ ...seen, at: 0 });
    if (shows === shown && now - news.at < atLeastEveryMs) return;
    shown = shows;
    news = { number: news.number + 1, at: now, event: Buffer.from(`event: view\ndata: ${JSON.stringify(seen)}\n\n`) };
  };

  /** One that has not read the last news yet is sent none: so nothing piles up, and it gets the newest in its time. */
  const tell = (reader: Reader): void => {
    const now = performance.now();
    if (reader.stream.readableLength > 0) {
      if (now - reader.at > patienceMs) reader.stream.destroy();
      return;
    }
    if (reader.sent === news.number) return;
    Object.assign(reader, { sent: news.number, at: now });
    reader.stream.push(news.event);
  };

  const tick = (): void => {
    try {
      look();
      readers.forEach(tell);
    } catch {
      // Whoever comes back asks again, and whatever is wrong is told and logged as the answer to that.
      end();
    }
  };

  const leave = (reader: Reader): void => {
    readers.delete(reader);
    if (readers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  function join(): Readable | undefined {
    if (readers.size >= mostReaders) return undefined;
    look();
    const stream = new Readable({ read: () => {} });
    const reader: Reader = { stream, sent: 0, at: 0 };
    stream.push('retry: 500\n');
    stream.push(news.event);
    Object.assign(reader, { sent: news.number, at: performance.now() });
    stream.once('close', () => leave(reader));
    readers.add(reader);
    timer ??= setInterval(tick, everyMs);
    return stream;
  }

  const end = (): void => {
    for (const reader of readers) {
      reader.stream.push(null);
      leave(reader);
    }
  };

  return { join, close: end };
}
