import type { MessageView } from './panel/view.ts';

export interface Messages {
  add(kind: MessageView['kind'], text: string): void;
  /** The newest first. */
  latest(): MessageView[];
}

const most = 100;
const longest = 300;

/** What has happened lately, for whoever looks at the panel; what must last is in the database. */
export function messages(now: () => number = Date.now): Messages {
  const kept: MessageView[] = [];
  return {
    add: (kind, text) => {
      kept.unshift({ at: now(), kind, text: text.length > longest ? `${text.slice(0, longest - 1)}…` : text });
      kept.length = Math.min(kept.length, most);
    },
    latest: () => [...kept],
  };
}
