/** What is known of central's presence. Times in milliseconds of a monotonic clock, but for `saidAt`. */
export interface Presence {
  /** Since when the messaging layer works; undefined while Kafka is away. */
  readonly worksSince: number | undefined;
  /** The last sign that counts as life. */
  readonly aliveAt: number | undefined;
  /** The last sign of any age: when it was heard, and when central says that it was said, by central's clock. */
  readonly last: { readonly heardAt: number; readonly saidAt: number } | undefined;
}

export const nothingKnown: Presence = { worksSince: undefined, aliveAt: undefined, last: undefined };

/** The messaging layer works, or does not. */
export function layerIs(presence: Presence, works: boolean, now: number): Presence {
  if (works === (presence.worksSince !== undefined)) return presence;
  return { ...presence, worksSince: works ? now : undefined };
}

/** Older than this by our clock it may be from the topic's past, in milliseconds. */
const pastAfterMs = 10_000;

export interface Sign {
  /** By central's clock, in milliseconds since the epoch. */
  readonly saidAt: number;
  /** By our clock, in milliseconds since the epoch. */
  readonly time: number;
  /** Of our monotonic clock. */
  readonly now: number;
}

/**
 * A sign of life was heard. One from the topic's past (after a restart, or after Kafka was away) is none. Its age by two
 * clocks is not enough to tell: with clocks that differ by more than that, a central that is well would be dead for
 * ever. So an old one counts too when it comes after the one before at no more than twice the pace at which central said
 * them: the past, which is read at one stroke, does not. If the reading is held up and one of the past passes for life
 * after all, central is thought well for one silence too long, and what is accepted meanwhile is kept.
 */
export function signHeard(presence: Presence, { saidAt, time, now }: Sign): Presence {
  const { last } = presence;
  const isRecent = time - saidAt < pastAfterMs;
  const further = last === undefined ? 0 : saidAt - last.saidAt;
  const keepsPace = last !== undefined && further > 0 && further <= 2 * (now - last.heardAt);
  const aliveAt = isRecent || keepsPace ? now : presence.aliveAt;
  return { ...presence, aliveAt, last: { heardAt: now, saidAt } };
}

/**
 * Central is unreachable when it was silent for so long although it could be heard. While Kafka is away nobody can tell,
 * and there is no reason to refuse what can be kept.
 */
export function isReachable(
  { worksSince, aliveAt = -Infinity }: Presence,
  now: number,
  silentAfterMs: number,
): boolean {
  return worksSince === undefined || now - Math.max(worksSince, aliveAt) <= silentAfterMs;
}
