import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { reportWith } from '../../../../tests/support/compare/stored.ts';
import { tags } from '../../../../tests/support/html/tags.ts';
import { buildComparison } from '../../../suite/compare/build.ts';
import type { Comparison } from '../../../suite/compare/model.ts';
import { parseRun } from '../../../suite/compare/stored-run.ts';
import { renderComparisonPage } from './page.ts';

const stored = (changes: Parameters<typeof reportWith>[0]) => {
  const parsed = parseRun(JSON.stringify(reportWith(changes)));
  if (parsed.state !== 'read') throw new Error(parsed.reason);
  return { ...parsed.report, folder: `/out/${changes.run}` };
};

/** Two groups of two scenarios: times, never, and a run that nobody can judge. */
const comparison = (): Comparison =>
  buildComparison({
    groups: [
      {
        label: 'old',
        runs: [
          stored({ run: 'a', verdict: 'violated', after: { engine: null, driver: 900 } }),
          stored({ run: 'b', verdict: 'violated', after: { engine: 700, driver: 800 } }),
        ],
      },
      {
        label: 'new',
        runs: [stored({ run: 'c', after: { engine: 100 } }), stored({ run: 'd', verdict: 'inconclusive' })],
      },
      { label: 'other', runs: [stored({ run: 'e', scenario: 'another', title: 'Another story' })] },
    ],
    by: null,
    leftOut: [{ folder: '/out/torn', reason: 'report.json is no JSON' }],
  });
const page = renderComparisonPage(comparison(), '/out');

/** The comparison with every text that comes from a run or a name replaced. */
function withText(text: string): Comparison {
  const own = new Set(['verdict', 'startedAt', 'method']);
  const replaced = (value: unknown, field: string): unknown => {
    if (typeof value === 'string') return own.has(field) ? value : text;
    if (Array.isArray(value)) return value.map((inner) => replaced(inner, field));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, name)]));
  };
  return replaced(comparison(), '') as Comparison;
}

const harmful =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

describe('the page of a comparison', () => {
  test('is valid HTML', async () => {
    const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'long-title': 'off' } });
    const { results } = await validator.validateString(page);
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual(
      [],
    );
  });

  test('has a section for each scenario, and says what was left out', () => {
    expect([...page.matchAll(/<section id="([a-z0-9-]+)"/g)].map(([, id]) => id)).toEqual([
      'scenario-1',
      'scenario-2',
      'left-out',
    ]);
    expect(page).toContain('<code>/out/torn</code>: report.json is no JSON');
  });

  test('draws never apart from every time, and has it as words in the table behind', () => {
    const section = page.slice(page.indexOf('id="scenario-2"'));
    const [zone] = /<rect class="never-zone" x="([\d.]+)%"/.exec(section)?.slice(1) ?? [];
    const places = (name: string) =>
      [...section.matchAll(new RegExp(`<svg x="([\\d.]+)%"[^>]*><path class="${name}"`, 'g'))].map(([, x]) =>
        Number(x),
      );
    expect(places('never-mark').length).toBeGreaterThan(0);
    expect(places('dot').length).toBeGreaterThan(0);
    expect(places('never-mark').every((x) => x > Number(zone))).toBe(true);
    expect(places('dot').every((x) => x < Number(zone))).toBe(true);
    expect(page).toContain('engine: not within 30.00\u00a0s');
    expect(page).toContain('engine: not measured');
  });

  test('leads to the pages of its runs, wherever it lies', () => {
    expect(page).toContain('href="./a/report.html"');
    expect(renderComparisonPage(comparison(), '/out/deep')).toContain('href="./../a/report.html"');
  });

  test.each([
    '<script>alert(1)</script>',
    '</style></title><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    'javascript:alert(1)',
    '\u001b[2J\u202egnp.exe\u2066',
    '\ud800',
  ])('shows %j as text', (attack) => {
    const attacked = renderComparisonPage(withText(attack), '/out');
    expect(tags(attacked) === tags(renderComparisonPage(withText('x'), '/out'))).toBe(true);
    expect(harmful.test(attacked)).toBe(false);
    expect(attacked).not.toMatch(/href="(?!\.\/)/);
    expect(attacked.isWellFormed()).toBe(true);
  });

  test('of many runs stays small: what it draws is bounded, what it tells is not', () => {
    const runs = Array.from({ length: 1000 }, (_, index) => stored({ run: `r${index}`, after: { engine: index } }));
    const large = renderComparisonPage(buildComparison({ groups: [{ label: 'x', runs }], by: null, leftOut: [] }), '/');
    expect(Buffer.byteLength(large)).toBeLessThan(1024 ** 2);
    expect(large).toContain('engine: 1.00\u00a0s');
  });
});
