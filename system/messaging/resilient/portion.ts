/** How much is sent at once, in bytes: as much as Kafka takes, which is found out, and found out again now and then. */
export interface Portion {
  bytes(): number;
  /** So much was refused for its size: at least for a while it is not tried again. */
  refused(bytes: number): void;
  /** So much got no answer. Kafka ends a connection on which too much comes, and so does a fault that has nothing to do with it. */
  lost(bytes: number): void;
  taken(bytes: number): void;
  /** What it was refused for was not its size. */
  forget(): void;
}

/** An operator may raise a limit, in milliseconds. */
const believesForMs = 60_000;
/** So near to what was refused it is not worth a refusal to know it better. */
const nearEnough = 7 / 8;

/** Halves what was refused and doubles what was taken, up to `most`, and between the two it goes half way. */
export function portion(most: number, now: () => number = () => performance.now()): Portion {
  let bytes = most;
  let tooMuch = { bytes: Number.POSITIVE_INFINITY, until: 0 };
  const bound = () => (now() < tooMuch.until ? tooMuch.bytes : Number.POSITIVE_INFINITY);
  const halve = (much: number) => {
    bytes = Math.max(1, Math.floor(much / 2));
  };
  return {
    bytes: () => bytes,
    refused: (much) => {
      tooMuch = { bytes: Math.min(much, bound()), until: now() + believesForMs };
      halve(much);
    },
    lost: halve,
    taken: (much) => {
      // What was little says nothing of more.
      if (much * 2 < bytes || bytes >= bound() * nearEnough) return;
      bytes = Math.min(most, bytes * 2, Math.floor((bytes + bound()) / 2));
    },
    forget: () => {
      bytes = most;
      tooMuch = { bytes: Number.POSITIVE_INFINITY, until: 0 };
    },
  };
}
