import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  budgetFinding,
  finding,
  gateResults,
  run,
  violatedRun,
  withText,
} from '../../../tests/support/ci/gate-results.ts';
import { anyText, attacks } from '../../../tests/support/ci/hostile.ts';
import { markdownText } from './markdown.ts';
import { renderSummary, summaryBytesAtMost } from './summary.ts';

/** All that Markdown, HTML and GitHub could take for structure; what a foreign text keeps of it is what we wrote. */
const structure = (markdown: string): string =>
  markdown
    .replaceAll(/<span>&#\d+;<\/span>/g, '')
    .replaceAll(/&#\d+;/g, '')
    .replaceAll(/[^!"#&*+<>[\\\]^_`{|}~$:@\n]/g, '');

describe('the summary', () => {
  test('says the outcome, then the findings, worst first, then the runs', () => {
    const summary = renderSummary(gateResults.failed);
    const order = ['❌ Failed', '### Findings', '❌ fails', '⚠️ warns', '### Runs', '### Recovery'];
    const places = order.map((word) => summary.indexOf(word));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(summary).toContain('resilience.budget.yaml, line 12');
    expect(summary).toContain('The baseline was measured on another kind of machine.');
    expect(summary).toContain('part 2 of 4');
  });

  test('calls never what it is', () => {
    expect(renderSummary(gateResults.failed)).toContain('| 0 of 1 | never | **not within 30.00 s** |');
    expect(renderSummary(gateResults.failed)).toContain('engine<span>&#58;</span> not within 30.00 s');
  });

  test.each(attacks)('shows a hostile text as text: %j', (attack) => {
    const summary = renderSummary(withText(gateResults.failed, attack));
    expect(structure(summary)).toBe(structure(renderSummary(withText(gateResults.failed, 'x'))));
  });

  test('shows any text as text', () => {
    const harmless = structure(renderSummary(withText(gateResults.quarantined, 'x')));
    fc.assert(
      fc.property(anyText, (text) => {
        const summary = renderSummary(withText(gateResults.quarantined, text));
        expect(structure(summary) === harmless).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
        expect(summary).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  test('leaves what does no harm as it is', () => {
    expect(markdownText('naïve – «ça» 東京, 0.21 s (3 of 41)')).toBe('naïve – «ça» 東京, 0.21 s (3 of 41)');
  });

  const long = '<'.repeat(3000);
  const huge = {
    ...gateResults.failed,
    sentence: long,
    findings: [finding, ...Array.from({ length: 600 }, () => ({ ...budgetFinding, text: long }))],
    runs: Array.from({ length: 3000 }, () => ({ ...violatedRun, sentence: long })),
  };

  test('stays below GitHub’s limit, and says how much was cut', () => {
    const summary = renderSummary(huge);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 ** 2);
    expect(summary).toContain(finding.text.slice(0, 10));
    const shown = summary.split('\n').filter((line) => line.startsWith('| ⚠️ warns')).length;
    expect(summary).toContain(`Findings: ${600 - shown} of 601 rows were cut`);
    expect(summary).toContain('Runs: 3000 of 3000 rows were cut');
  });

  test('stays below any limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12_000 }), (bytesAtMost) => {
        const some = { ...gateResults.passed, runs: Array.from({ length: 40 }, () => run) };
        expect(Buffer.byteLength(renderSummary(some, bytesAtMost))).toBeLessThanOrEqual(bytesAtMost);
      }),
    );
    expect(renderSummary(gateResults.passed, 1000)).toBe('');
    expect(summaryBytesAtMost).toBeLessThan(1024 ** 2);
  });
});
