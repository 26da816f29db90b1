const quietAfterMs = 3000;
const againAfterMs = 1000;
const lookEveryMs = 250;

export interface FollowOptions {
  /** The data of each event `view`. */
  readonly onNews: (data: string) => void;
  /** No news for 3 s; `since` in milliseconds since the epoch is when the last came. */
  readonly onQuiet: (since: number) => void;
}

/** Follows a stream of events for as long as the page is open, and begins anew whenever it has ended or fallen silent. */
export function follow(address: string, { onNews, onQuiet }: FollowOptions): void {
  let source: EventSource | undefined;
  let news = { at: performance.now(), time: Date.now() };
  let openedAt = performance.now();

  const open = () => {
    source?.close();
    source = new EventSource(address);
    openedAt = performance.now();
    source.addEventListener('view', ({ data }) => {
      news = { at: performance.now(), time: Date.now() };
      onNews(data);
    });
  };

  // An EventSource begins anew by itself when its connection breaks, but not after an answer that is an error, and it
  // does not see that a connection has died in silence.
  setInterval(() => {
    if (document.hidden) return;
    const now = performance.now();
    if (now - news.at > quietAfterMs) onQuiet(news.time);
    const patienceMs = source?.readyState === EventSource.CLOSED ? againAfterMs : quietAfterMs;
    if (now - Math.max(openedAt, news.at) > patienceMs) open();
  }, lookEveryMs);

  // A browser has six connections to a service, for all its tabs: one that nobody looks at must not keep one.
  document.addEventListener('visibilitychange', () => (document.hidden ? source?.close() : open()));
  if (!document.hidden) open();
}
