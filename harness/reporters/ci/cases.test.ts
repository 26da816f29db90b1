import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  control,
  finding,
  gateResults,
  inconclusiveRun,
  missingRun,
  run,
  violatedRun,
} from '../../../tests/support/ci/gate-results.ts';
import type { Finding, GateResult } from '../../suite/gate/result.ts';
import { type CaseStatus, cases } from './cases.ts';

const statusesOf = (result: GateResult): CaseStatus[] => [...cases(result).values()].flat().map(({ status }) => status);
const wrong = (result: GateResult): boolean =>
  statusesOf(result).some((status) => status === 'failed' || status === 'error');

test('a failing finding is a failing case, whatever its kind and whatever the runs say', () => {
  const kinds: Finding['kind'][] = [
    'verdict',
    'budget',
    'regression',
    'expired-quarantine',
    'unused-quarantine',
    'not-run',
    'no-control',
  ];
  const runs = fc.subarray([run, violatedRun, control, inconclusiveRun, missingRun]);
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.constantFrom('fail' as const, 'inconclusive' as const),
      runs,
      (kind, level, some) => {
        const findings = [{ ...finding, kind, level, scenario: 'slow-kafka' }];
        expect(wrong({ ...gateResults.failed, runs: some, findings })).toBe(true);
      },
    ),
  );
});

test('what passed, was only warned of, or is in quarantine has none', () => {
  expect(wrong(gateResults.passed)).toBe(false);
  expect(wrong(gateResults.warned)).toBe(false);
  expect(wrong(gateResults.quarantined)).toBe(false);
  expect(statusesOf(gateResults.quarantined)).toContain('skipped');
});

test('a control that said nothing is an error, and one that recovered a failure', () => {
  const first = (verdict: 'inconclusive' | 'recovered') =>
    statusesOf({ ...gateResults.passed, runs: [{ ...control, verdict }] })[0];
  expect([first('inconclusive'), first('recovered')]).toEqual(['error', 'failed']);
});
