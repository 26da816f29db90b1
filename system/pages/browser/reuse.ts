/**
 * The new value, in which every part that equals the old one's is the old one's: so what has not changed is the same
 * object, and need not be drawn again. For what came from JSON.
 */
export function reuse<Value>(old: unknown, value: Value): Value {
  if (Object.is(old, value)) return value;
  if (typeof old !== 'object' || typeof value !== 'object' || old === null || value === null) return value;
  if (Array.isArray(old) !== Array.isArray(value)) return value;
  const before = byName(old);
  const entries = Object.entries(value).map(([name, inner]) => [name, reuse(before.get(name), inner)] as const);
  const same = entries.length === before.size && entries.every(([name, inner]) => Object.is(before.get(name), inner));
  if (same) return old as Value;
  return (Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)) as Value;
}

const byName = (value: object) => new Map<string, unknown>(Object.entries(value));
