import leven from 'leven';

/** A longer word is no slip of the finger, in characters; to compare it takes as long as it is. */
const wordAtMost = 200;

/** The known word that was probably meant: close enough that it helps, or undefined. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > wordAtMost) return undefined;
  const byDistance = known
    .map((candidate) => ({ candidate, distance: leven(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  const [best] = byDistance;
  const startsAlike = known.find((candidate) => word.length > 2 && candidate.startsWith(word));
  if (startsAlike) return startsAlike;
  return best && best.distance <= Math.max(2, Math.floor(word.length / 3)) ? best.candidate : undefined;
}
