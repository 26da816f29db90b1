/** What XML has no way to say, not even escaped. */
const unsayable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const escapes: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  // As they are, a reader would make spaces of them in an attribute, and of the last one a new line anywhere.
  ...{ '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' },
};
const escaped = (text: string, those: RegExp): string =>
  text.replaceAll(unsayable, '\ufffd').replaceAll(those, (character) => escapes[character] ?? character);

/** A text as it stands between two tags. */
export const xmlText = (text: string): string => escaped(text, /[&<>\r]/g);

/**
 * An element with its attributes around what is markup already: other elements, each on lines of its own, or a text.
 * `name` and the attributes' names are constants of this program.
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  inner: readonly string[] | string = '',
): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value), /[&<>"\t\n\r]/g)}"`);
  const open = `<${name}${said.join('')}`;
  if (inner.length === 0) return `${open}/>`;
  return typeof inner === 'string' ? `${open}>${inner}</${name}>` : `${open}>\n${inner.join('\n')}\n</${name}>`;
}
