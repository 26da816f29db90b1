import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  budgetFinding,
  finding,
  gateResults,
  quarantinedFinding,
  withText,
} from '../../../tests/support/ci/gate-results.ts';
import { anyText } from '../../../tests/support/ci/hostile.ts';
import type { Finding } from '../../suite/gate/result.ts';
import { renderAnnotations } from './annotations.ts';

/** Reads a command as GitHub's runner does: properties up to the next two colons, each value unescaped. */
function read(line: string) {
  const [, word, properties = '', message = ''] = /^::([a-z-]+) (.*?)::(.*)$/.exec(line) ?? [];
  const plainly = (text: string): string =>
    text.replaceAll(/%(0D|0A|3A|2C|25)/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  const pairs = properties.split(',').map((pair) => pair.split(/=(.*)/s, 2) as [string, string]);
  return {
    word,
    ...Object.fromEntries(pairs.map(([name, value]) => [name, plainly(value)])),
    message: plainly(message),
  };
}

const many = (count: number, some: Finding): Finding[] =>
  Array.from({ length: count }, (_, index) => ({ ...some, text: `${some.text} (${index + 1})` }));

describe('annotations', () => {
  test('say what, where and how grave, the worst first', () => {
    const lines = renderAnnotations({ findings: [quarantinedFinding, budgetFinding, finding] });
    expect(lines.map(read)).toEqual([
      { word: 'error', file: finding.file, title: 'mid-run-outage: verdict', message: finding.text },
      {
        word: 'warning',
        file: 'resilience.budget.yaml',
        line: '12',
        title: 'slow-kafka: budget',
        message: budgetFinding.text,
      },
      { word: 'warning', file: finding.file, title: 'mid-run-outage: quarantined', message: finding.text },
    ]);
  });

  test('are at most ten, and the last one counts the rest', () => {
    expect(renderAnnotations({ findings: many(10, finding) })).toHaveLength(10);
    const lines = renderAnnotations({ findings: [...many(12, budgetFinding), ...many(3, finding)] });
    expect(lines).toHaveLength(10);
    expect(lines.slice(0, 4).map((line) => read(line).word)).toEqual(['error', 'error', 'error', 'warning']);
    expect(read(lines[9] ?? '')).toMatchObject({ word: 'warning', message: expect.stringMatching(/^6 more findings/) });
    expect(renderAnnotations({ findings: many(11, finding) }).at(-1)).toMatch(/^::error title=norestart::2 more/);
  });

  test('cannot be ended, nor another command begun, by any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [line = ''] = renderAnnotations(withText(gateResults.warned, text));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
        const { message, ...properties } = read(line);
        expect(Object.keys(properties)).toEqual(['word', 'file', 'line', 'title']);
        expect(properties).toMatchObject({ word: 'warning', line: '12' });
        expect((properties as unknown as { title: string }).title).toBe(`${message}: budget`);
      }),
    );
  });
});
