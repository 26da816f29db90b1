/** Compares versions number by number. */
export function isOlder(version: string, minimum: string): boolean {
  const [mine, least] = [version, minimum].map((text) => text.split(/[^\d]+/).map(Number));
  for (const [index, wanted] of (least ?? []).entries()) {
    const number = mine?.[index] ?? 0;
    if (number !== wanted) return number < wanted;
  }
  return false;
}
