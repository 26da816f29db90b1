import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serverProperties } from './settings.ts';

const address = (port: number) => ({ host: '127.0.0.1', port });
const layout = { admin: address(1), controller: address(2), services: [], dataFolder: 'data', sessionTimeoutMs: 9000 };

/** As `java.util.Properties.load` reads a stream: Latin-1, one line an entry, blanks before a value dropped, escapes. */
function load(text: string): ReadonlyMap<string, string> {
  const lines = Buffer.from(text, 'utf8')
    .toString('latin1')
    .split(/\r\n|\r|\n/);
  const entries = lines.flatMap((line) => {
    const [, key, value = ''] = /^([^=]+)=[ \t\f]*(.*)$/s.exec(line) ?? [];
    return key === undefined ? [] : [[key, decoded(value)] as const];
  });
  return new Map(entries);
}
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };
const decoded = (value: string) =>
  value.replace(/\\(u[0-9a-f]{4}|.?)/gs, (_all, one: string) =>
    one.startsWith('u') ? String.fromCharCode(Number.parseInt(one.slice(1), 16)) : (escapes[one] ?? one),
  );

test('Java reads each setting as it was meant, whatever is in it', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('/home/józef/a\\b', ' x ', '\u0000\n#!=:', '\u00e9'),
  );
  fc.assert(
    fc.property(texts, texts, (dataFolder, principal) => {
      const read = load(serverProperties({ ...layout, dataFolder, more: { 'super.users': principal } }));
      expect(read.get('log.dirs')).toBe(dataFolder);
      expect(read.get('super.users')).toBe(principal);
    }),
  );
});
