import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fullBeside } from '../../../tests/support/html/full-beside.ts';
import { fullRun } from '../../../tests/support/html/full-run.ts';
import { tags } from '../../../tests/support/html/tags.ts';
import { buildReport } from '../../report/build.ts';
import type { Report } from '../../report/model.ts';
import { clean, cleanText } from './clean.ts';
import { renderHtml } from './page.ts';

/** Words of the report's own making; every other string comes from whoever was tested. */
const ownWords = new Set(['verdict', 'outcome', 'answer', 'state', 'result', 'word', 'startedAt', 'path', 'kind']);

/** The report with every foreign string in it replaced, names of machines and versions included. */
function withText(report: Report, text: string): Report {
  const replaced = (value: unknown, field: string): unknown => {
    if (typeof value === 'string') return ownWords.has(field) ? value : text;
    if (Array.isArray(value)) return value.map((inner) => replaced(inner, field));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, name)]));
  };
  return { ...(replaced(report, '') as Report), machine: { [text]: text }, versions: { [text]: text }, notes: [text] };
}

const report = buildReport(fullRun(), []);
/** The page of which every foreign word is this text, those of logs and of earlier runs included. */
const pageWith = (text: string): string => renderHtml(withText(report, text), fullBeside(report, text));
/** The page with a text of the same length that nobody could object to: a long text may find no room in the picture. */
const harmless = (text: string): string => pageWith('x'.repeat(cleanText(text).length));
/** C0 but for the line feeds of the page itself, C1, zero width, bidi controls, line and paragraph separators, tags. */
const harmful =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

const attacks = [
  '<script>alert(1)</script>',
  '</style></title></svg><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '&lt;script&gt;&#60;script&#62;',
  ']]><!--',
  'javascript:alert(1)',
  '\u001b[2J\u001b]0;title\u0007\u009b31m',
  '\u202egnp.exe\u2066\u200f\u2028',
  '\u{e0041}\ud800',
];

test('a tag or an attribute more is seen', () => {
  const one = '<p class="a">x</p>';
  expect(tags(one)).toBe('<p class></p>');
  expect(tags('<p class="a" onclick="b">x</p>')).not.toBe(tags(one));
  expect(tags('<p class="a">x<b></b></p>')).not.toBe(tags(one));
  expect(tags('<p class="of x=">x</p>')).toBe(tags(one));
});

describe('what a history says of itself', () => {
  test.each(attacks)('is shown as text, in every string of the report: %j', (attack) => {
    const page = pageWith(attack);
    expect(tags(page) === tags(harmless(attack))).toBe(true);
    expect(harmful.test(page)).toBe(false);
    expect(page.isWellFormed()).toBe(true);
  });

  test('is shown as text, whatever it is', () => {
    const part = fc.constantFrom('<', '>', '"', "'", '&', '=', '/', ' a="', '\u001b[', '\u202e', '\u0000', 'x');
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
      fc.array(part, { minLength: 1 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        const page = pageWith(any);
        expect(tags(page) === tags(harmless(any))).toBe(true);
        expect(harmful.test(page)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('reads the same where it does no harm', () => {
    for (const text of ['naïve – «ça» 東京 עברית 🚗', '5 < 6 & "7"']) expect(cleanText(text)).toBe(text);
    expect(pageWith('5 < 6 & "7"')).toContain('5 &lt; 6 &amp; &quot;7');
  });

  test('cannot take the place of what an object is', () => {
    const cleaned = clean(JSON.parse('{"__proto__": {"polluted": "\\u202e"}}'));
    expect(Object.keys(cleaned)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(cleaned)).toBe(Object.prototype);
  });
});
