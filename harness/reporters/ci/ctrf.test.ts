import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { schema } from 'ctrf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gateResults, withText } from '../../../tests/support/ci/gate-results.ts';
import { anyText } from '../../../tests/support/ci/hostile.ts';
import { renderCtrf } from './ctrf.ts';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
formats.default(ajv);
const validate = ajv.compile(schema);
const errorsOf = (json: string): string[] => {
  validate(JSON.parse(json));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

describe('the CTRF file', () => {
  test.each(Object.entries(gateResults))('is accepted by the published schema: %s', (_name, result) => {
    expect(errorsOf(renderCtrf(result))).toEqual([]);
  });

  test('is accepted, whatever a run says, and cannot hide what it says', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = renderCtrf(withText(gateResults.failed, text));
        expect(errorsOf(json)).toEqual([]);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
        expect(json).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\\u00[01]/);
      }),
    );
  });

  test('is not accepted once it is broken', () => {
    const report = JSON.parse(renderCtrf(gateResults.failed));
    report.results.tests[0].status = 'sad';
    report.results.summary.tests = 'many';
    expect(errorsOf(JSON.stringify(report))).toHaveLength(2);
  });

  test('counts what it tells, and never calls passed what nobody can tell', () => {
    const { results } = JSON.parse(renderCtrf(gateResults.failed));
    expect(results.summary).toMatchObject({ tests: 13, passed: 8, failed: 5, skipped: 0, suites: 5 });
    expect(results.environment).toMatchObject({ healthy: false, shardId: '2/4' });
    const inconclusive = results.tests.filter(({ rawStatus }: { rawStatus: string }) => rawStatus === 'not exercised');
    expect(inconclusive).toMatchObject([
      { status: 'failed', suite: ['never-starts'], message: 'not exercised: nothing was asked' },
    ]);
    expect(JSON.parse(renderCtrf(gateResults.quarantined)).results.summary).toMatchObject({ failed: 0, skipped: 2 });
  });

  test('says where a finding can be mended', () => {
    const { results } = JSON.parse(renderCtrf(gateResults.warned));
    const found = results.tests.find(({ rawStatus }: { rawStatus: string }) => rawStatus === 'warn');
    expect(found).toMatchObject({ filePath: 'resilience.budget.yaml', line: 12 });
  });
});
