/** What becomes of an entry, by its value and its name: in a list it has none. */
export type Rewrite = (inner: unknown, name: string) => unknown;

/**
 * A list or an object with each entry rewritten. It is the same one where that changes nothing, which is nearly always:
 * a long report is looked through several times, and need not be copied for it.
 */
export function rewritten<Value extends object>(value: Value, rewrite: Rewrite): Value {
  if (Array.isArray(value)) {
    const made = value.map((inner) => rewrite(inner, ''));
    return made.every((inner, index) => inner === value[index]) ? value : (made as unknown as Value);
  }
  const entries = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(entries);
  const made = names.map((name) => rewrite(entries[name], name));
  if (made.every((inner, index) => inner === entries[names[index] ?? ''])) return value;
  return Object.fromEntries(names.map((name, index) => [name, made[index]])) as Value;
}
