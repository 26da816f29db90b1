/** What becomes of an entry, by its value and its name: in a list it has none. */
export type Rewrite = (inner: unknown, name: string) => unknown;

/**
 * A list or an object with each entry rewritten. It is the same one where that changes nothing, which is nearly always:
 * a long report is looked through several times, and need not be copied for it.
 */
export function rewritten<Value extends object>(value: Value, rewrite: Rewrite): Value {
  if (Array.isArray(value)) {
    let made: unknown[] | undefined;
    // By its places: `entries` makes a pair of each, 20 MB of them for a long report.
    for (let index = 0; index < value.length; index += 1) {
      const after = rewrite(value[index], '');
      if (after === value[index]) continue;
      made ??= [...value];
      made[index] = after;
    }
    return (made as Value | undefined) ?? value;
  }
  let made: Map<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const inner = (value as Readonly<Record<string, unknown>>)[name];
    const after = rewrite(inner, name);
    if (after === inner) continue;
    made ??= new Map(Object.entries(value));
    made.set(name, after);
  }
  return made ? (Object.fromEntries(made) as Value) : value;
}
