import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { slowest } from '../../reporters/ci/recoveries.ts';
import { gateRun } from './gate-run.ts';

/** A run that ended with this code and left a report of these services. */
function ranWith(code: number, services: readonly object[]) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'report.json'), JSON.stringify({ sentence: 'So it was.', services, checks: [] }));
  const about = { scenario: 'route-cut', title: 'Cut', variant: 'resilient', runtime: 'native', repeat: 1 };
  const ended = { ...about, control: false, code, startedAt: '2026-11-25T10:00:00.000Z', tookMs: 1, output: 'words' };
  return gateRun({ ...ended, folder }, folder);
}
const central = { service: 'central', kafka: true, healedAt: 7000, afterMs: 300, watchedMs: 30_000, restarts: 0 };

test('a service that did not come back was measured, and one for which no heal was seen was not', () => {
  const never = { ...central, service: 'engine', afterMs: null };
  const unseen = { ...central, service: 'driver', healedAt: null, afterMs: null };
  const run = ranWith(2, [central, never, unseen]);
  expect(run?.services.map(({ service, afterMs }) => [service, afterMs])).toEqual([
    ['central', 300],
    ['engine', null],
  ]);
  expect(run && slowest(run)).toBe('engine: not within 30.00 s');
  const blind = ranWith(2, [unseen]);
  expect(blind && slowest(blind)).toBe('nothing was measured');
});

test('a report of before there was a heal in it counts as it did', () => {
  const { healedAt: _, ...old } = central;
  expect(ranWith(0, [old])?.services).toHaveLength(1);
});

test('what it printed is kept where it came to no verdict, and only there', () => {
  expect(ranWith(0, [central])?.output).toBeNull();
  expect(ranWith(70, [central])).toMatchObject({ verdict: 'defect', services: [], output: 'words' });
  expect(ranWith(0, [{ service: 'central' }])).toMatchObject({ verdict: 'defect', output: 'words' });
  expect(ranWith(130, [])).toBeNull();
});
