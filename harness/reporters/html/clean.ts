import { plain } from '../../util/plain-text.ts';
import { rewritten } from './rewritten.ts';

/**
 * Characters that no escaping makes harmless: they turn the direction of what follows, or hide in it. Each becomes one
 * that can be seen, so that a reader knows that something was there.
 */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\ufff9-\ufffb]/gu;

/** Nearly every text: names of fields above all, of which a long history has a million. */
const harmless = /^[ -~]*$/;

/** A text of the history as a page may show it. */
export const cleanText = (text: string): string =>
  harmless.test(text) ? text : plain(text).toWellFormed().replaceAll(unseen, '\ufffd');

/** The value with every string in it made clean, names of fields included: done once, so no part can forget it. */
export function clean<Value>(value: Value): Value {
  return cleaned(value) as Value;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  const found = rewritten(value, cleaned);
  if (Array.isArray(found) || Object.keys(found).every((name) => harmless.test(name))) return found;
  return Object.fromEntries(Object.entries(found).map(([name, inner]) => [cleanText(name), inner]));
}
