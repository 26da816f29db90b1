import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Blob } from '../../harness/suite/gate/blob.ts';
import { makeFolder } from './command.ts';
import { machine, ranIn } from './gate/facts.ts';
import { type Cost, costOf } from './measured.ts';

const parts = 50;
const runsOfEach = 20;

/** What it costs the real program to join the parts of a large gate, outputs and all. */
export async function mergeParts(): Promise<Cost> {
  const folder = makeFolder();
  const file = join(folder, 'resilience.budget.yaml');
  writeFileSync(file, 'format: 1\nscenarios:\n  - tag: gate\nbudgets:\n  - recovery: { fail: 900 ms }\n');
  const budget = createHash('sha256').update(readFileSync(file)).digest('hex');
  const checks = Array.from({ length: 20 }, (_, index) => ({
    ...{
      name: `check-${index}`,
      verdict: 'recovered' as const,
      because: 'As it should be, with a sentence of some length.',
    },
  }));
  const runs = Array.from({ length: parts * runsOfEach }, (_, index) =>
    ranIn(index, { scenario: `scenario-${index % 50}`, repeat: 1 + Math.floor(index / 50), checks }),
  );
  const planned = runs.map(({ scenario, repeat, control }) => ({ scenario, repeat, control }));
  const names = Array.from({ length: parts }, (_, index) => {
    const blob: Blob = {
      ...{ format: 2, gate: { budget, baseline: null }, shard: { index: index + 1, of: parts } },
      ...{ startedAt: '2026-11-25T10:00:00.000Z', tookMs: 60_000, machine, planned },
      runs: runs.slice(index * runsOfEach, (index + 1) * runsOfEach),
    };
    const name = join(folder, `shard-${index + 1}-of-${parts}.json`);
    writeFileSync(name, JSON.stringify(blob));
    return name;
  });
  // Some are beyond the budget.
  return costOf(['merge', ...names, '--file', file, '--out', join(folder, 'out')], 1);
}
