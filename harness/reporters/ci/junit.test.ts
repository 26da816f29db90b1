import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { create } from 'xmlbuilder2';
import { validateXML } from 'xmllint-wasm';
import { control, gateResults, withText } from '../../../tests/support/ci/gate-results.ts';
import { anyText, attacks } from '../../../tests/support/ci/hostile.ts';
import { renderJunit } from './junit.ts';

const schema = readFileSync(new URL('../../../tests/support/ci/junit.xsd', import.meta.url), 'utf8');
const errorsOf = async (contents: string): Promise<string[]> => {
  const { errors } = await validateXML({ xml: { fileName: 'gate.junit.xml', contents }, schema });
  return errors.map(({ message }) => message);
};
const starts = (xml: string, element: string): number => xml.split(`<${element}`).length - 1;

describe('the JUnit file', () => {
  test.each(Object.entries(gateResults))('is accepted by the schema: %s', async (_name, result) => {
    expect(await errorsOf(renderJunit(result))).toEqual([]);
  });

  test.each(attacks)('is accepted by the schema, whatever a run says: %j', async (attack) => {
    expect(await errorsOf(renderJunit(withText(gateResults.failed, attack)))).toEqual([]);
  });

  test('is not accepted once it is broken', async () => {
    const good = renderJunit(gateResults.failed);
    expect(await errorsOf(good.replace('time="12.345"', 'time="12,345"'))).not.toEqual([]);
    expect(await errorsOf(good.replace('<failure', '<sadness').replace('</failure', '</sadness'))).not.toEqual([]);
    expect(await errorsOf(good.replace('</testsuites>', ''))).not.toEqual([]);
  });

  test('has a suite a scenario, and a case a run, check and finding; times are seconds', () => {
    const xml = renderJunit(gateResults.failed);
    expect(starts(xml, 'testsuite ')).toBe(5);
    // Five runs, 2 + 2 + 2 + 1 checks, and the budget; the verdict stands in the case of its run.
    expect(starts(xml, 'testcase')).toBe(5 + 7 + 1);
    expect(xml).toContain('<testcase name="run 1 (resilient, native)" classname="slow-kafka.resilient" time="12.345">');
    expect(xml).toContain('timestamp="2026-11-25T13:00:37"');
    expect(xml).toContain('<property name="machine.kafka" value="4.4.0"/>');
  });

  test('fails what is violated, calls an error what nobody can tell, and passes a control that is violated', () => {
    const xml = renderJunit(gateResults.failed);
    expect([starts(xml, 'failure'), starts(xml, 'error ')]).toEqual([2, 3]);
    expect(xml).toContain('<failure message="3 requests were never sent" type="violated">');
    expect(xml).toContain('type="not exercised"');
    expect(starts(renderJunit(gateResults.passed), 'failure')).toBe(0);
    const recovered = { ...control, verdict: 'recovered' } as const;
    expect(starts(renderJunit({ ...gateResults.passed, runs: [recovered] }), 'failure')).toBe(1);
  });

  test('skips what somebody answers for, and says who', () => {
    const xml = renderJunit(gateResults.quarantined);
    expect([starts(xml, 'failure'), starts(xml, 'skipped ')]).toEqual([0, 2]);
    expect(xml).toContain('In quarantine until 2026-12-24: ada, the outbox is being rewritten.');
  });

  test('keeps its shape, and can be read, whatever a run says', () => {
    const shape = (xml: string): string => [...xml.matchAll(/<[a-z-]+/g)].join(' ');
    const harmless = shape(renderJunit(withText(gateResults.failed, 'x')));
    fc.assert(
      fc.property(anyText, (text) => {
        const xml = renderJunit(withText(gateResults.failed, text));
        expect(() => create(xml)).not.toThrow();
        expect(shape(xml)).toBe(harmless);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
        expect(xml).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/);
      }),
      { numRuns: 100 },
    );
  });

  test('says what a text says, an entity among it', () => {
    const xml = renderJunit(withText(gateResults.warned, 'a &x; &amp; <b>'));
    expect(xml).toContain('name="a &amp;x; &amp;amp; &lt;b&gt;"');
  });
});
