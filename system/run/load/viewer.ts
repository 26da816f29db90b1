import { z } from 'zod';

/** As much of the panel as counts here; the rest of a view is passed over. */
const panel = z.object({
  points: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      session: z.object({ id: z.string(), suppliedWh: z.int() }).nullable(),
    }),
  ),
});
export type Panel = z.infer<typeof panel>;

export interface Viewer {
  /** Resolves when the stream has ended; rejects when it could not be read. */
  readonly over: Promise<void>;
  close(): void;
}

const separator = '\n\n';

/** Reads the panel as a browser does: server-sent events, each with all that there is to see. */
export function viewer(url: string, onView: (view: Panel, at: number) => void): Viewer {
  const ending = new AbortController();
  const read = async () => {
    const { body } = await fetch(url, { signal: ending.signal });
    if (!body) throw new Error(`${url} answers without a stream.`);
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const events = text.split(separator);
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1];
        if (data !== undefined) onView(panel.parse(JSON.parse(data)), Date.now());
      }
    }
  };
  const over = read().catch((error: unknown) => {
    if (!ending.signal.aborted) throw error;
  });
  // Whoever asks for it is told; until then it must not end the process.
  over.catch(() => undefined);
  return { over, close: () => ending.abort() };
}
