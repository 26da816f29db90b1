import type { Claim } from '../../harness/index.ts';

/** How the three generations say in their logs that they can send or hear, or that they cannot. */
const words: readonly (readonly [RegExp, Claim])[] = [
  [/^producer is up$/, { sends: true }],
  [/^consumer is up$/, { hears: true }],
  [/^producer (is lost|waits for Kafka)/, { sends: false }],
  [/^consumer (is lost|waits for Kafka|ended)/, { hears: false }],
  [/^Kafka producer (initialized|reconnected successfully)$/, { sends: true }],
  [/^(messaging system not available|Failed to connect to Kafka|Producer reconnection failed)/, { sends: false }],
];

/** What a line of a service's log claims. */
export function claims(line: string): Claim | undefined {
  const { msg, event } = parse(line);
  if (msg === 'published') return typeof event === 'string' ? { event } : undefined;
  return typeof msg === 'string' ? words.find(([pattern]) => pattern.test(msg))?.[1] : undefined;
}

/** A line that is no JSON is what Node itself has to say. */
function parse(line: string): { readonly msg?: unknown; readonly event?: unknown } {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
}
