import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { gateResults, withText } from '../../../../tests/support/ci/gate-results.ts';
import { anyText, attacks } from '../../../../tests/support/ci/hostile.ts';
import { tags } from '../../../../tests/support/html/tags.ts';
import { renderGatePage } from './page.ts';
import { reportAddress } from './runs.ts';

const all = { ...gateResults.failed, findings: [...gateResults.failed.findings, ...gateResults.quarantined.findings] };

describe("the gate's page", () => {
  test('says the outcome, what was found, what was run, and how each service came back', () => {
    const page = renderGatePage(gateResults.failed);
    expect(page).toContain('<title>Failed: resilience gate</title>');
    const ids = [...page.matchAll(/<section id="([a-z-]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['findings', 'runs', 'recovery']);
    expect(page).toContain('href="./slow-kafka-resilient-20261125-130037-bf5d/report.html"');
    expect(page).toContain('Violated, as this control must be');
    expect(page).toContain('engine: not within 30.00 s');
    expect(page).toContain('it is not installed\nWhat to do');
  });

  test.each(Object.entries(gateResults))('is valid HTML: %s', async (_name, result) => {
    const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'long-title': 'off' } });
    const { results } = await validator.validateString(renderGatePage(result));
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual(
      [],
    );
  });

  test('shows any text as text', () => {
    const harmless = tags(renderGatePage(withText(all, 'x')));
    fc.assert(
      fc.property(anyText, (text) => {
        // An attribute without a text is written otherwise.
        const page = renderGatePage(withText(all, `${text}x`));
        expect(tags(page) === harmless).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
        expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: 60 },
    );
  });

  test('leads to reports below it only, whatever their folders are called', () => {
    const page = 'https://ci.example/artefacts/gate.html';
    for (const folder of [
      'javascript:alert(1)',
      '//other.example',
      '/etc',
      'a?b#c',
      'https://other.example',
      ...attacks,
    ]) {
      const address = new URL(reportAddress(folder.toWellFormed()), page);
      expect(address.href.startsWith('https://ci.example/artefacts/'), folder).toBe(true);
      expect(address.pathname.endsWith('/report.html')).toBe(true);
      expect(address.search + address.hash).toBe('');
    }
  });
});
