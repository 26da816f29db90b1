import type { MessagingOptions } from './port.ts';

/** Says of events, in the words in which they were sent, that Kafka has acknowledged them; only where that was asked for. */
export function tellPublished(values: readonly string[], { log, logPublished }: MessagingOptions): void {
  if (!logPublished) return;
  for (const value of values) {
    // What was set aside is a letter about an event, and has no id of its own.
    const { id } = JSON.parse(value) as { readonly id?: string };
    if (id !== undefined) log.info({ event: id }, 'published');
  }
}
