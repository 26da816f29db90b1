import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Scenario } from '../../harness/model/scenario.ts';
import type { Report } from '../../harness/report/model.ts';
import { files } from '../../harness/reporters/files.ts';
import { native } from '../../harness/runtimes/native/native.ts';
import { runScenario } from '../../harness/suite/run-scenario.ts';
import { loadScenario } from '../../harness/suite/scenarios.ts';
import { mutants as catalogue } from './catalogue.ts';
import { matrixDocument } from './document.ts';
import { historyRows } from './history-mutants.ts';
import { isKilled, matrixTable, provenOf, type Row, rowOf } from './matrix.ts';
import { mutated } from './mutated.ts';

/**
 * The kill matrix: every mutant of the system and of a history, and which check kills it. `npm run mutants -- no-outbox`
 * for one of them; with none named all are run, and `--write` keeps the matrix in docs/kill-matrix.md, and for the report
 * in harness/report/proven.json. Ends with 1 when
 * a mutant survives.
 */
const provenFile = fileURLToPath(new URL('../../harness/report/proven.json', import.meta.url));
const stored = fileURLToPath(new URL('kill-matrix.json', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, out: { type: 'string', default: 'reports' } },
});
const unknown = positionals.filter((name) => !catalogue.some((mutant) => mutant.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no mutant ${unknown.join(', ')}. Choose of: ${catalogue.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(64);
}
const chosen = positionals.length > 0 ? catalogue.filter(({ name }) => positionals.includes(name)) : catalogue;
const folder = join(values.out, `mutants-${new Date().toISOString().replaceAll(/[-:.]/g, '').slice(0, 15)}`);
mkdirSync(folder, { recursive: true });

async function perform(name: string, story: string, scenario: Scenario, variant: string): Promise<Report> {
  const { report } = await runScenario(
    {
      ...{ name: story, scenario, variant, runtime: native, out: folder },
      id: `${name}-${randomBytes(2).toString('hex')}`,
      brokerSessionTimeoutMs: 1000,
      command: `npm run mutants -- ${name}`,
      progress: () => undefined,
      signal: new AbortController().signal,
    },
    [files],
  );
  return report;
}

const rows: Row[] = [];
function tell(row: Row): void {
  rows.push(row);
  const by = Object.entries(row.by).map(([check, word]) => (word === 'violated' ? check : `${check}?`));
  console.log(
    `${isKilled(row) ? 'killed  ' : 'SURVIVED'} ${row.name} (${row.story}): ${by.join(', ') || 'by nothing'}`,
  );
}

for (const variant of positionals.length > 0 ? [] : ['before', 'after']) {
  const story = variant === 'before' ? 'slow-kafka' : 'mid-run-outage';
  const report = await perform(variant, story, await loadScenario(story), variant);
  tell(rowOf({ name: variant, what: `the messaging layer "${variant}"`, kind: 'variant', story }, report));
}
for (const mutant of chosen) {
  const scenario = await loadScenario(mutant.story);
  const report = await perform(
    mutant.name,
    mutant.story,
    { ...scenario, system: mutated(scenario.system, mutant) },
    'resilient',
  );
  tell(rowOf({ ...mutant, kind: 'system' }, report));
}
if (positionals.length === 0) {
  const story = 'slow-kafka';
  const scenario = await loadScenario(story);
  const report = await perform('unchanged', story, scenario, 'resilient');
  if (report.verdict !== 'recovered')
    throw new Error(`The unchanged system must be recovered, and is ${report.verdict}.`);
  const history = readFileSync(join(folder, report.run, 'history.jsonl'), 'utf8');
  for (const row of historyRows(history, story, scenario.system.invariants)) tell(row);
}

const checks = [...new Set(rows.flatMap(({ by }) => Object.keys(by)))].sort();
const document = matrixDocument(rows, checks);
writeFileSync(join(folder, 'kill-matrix.md'), document);
if (values.write) {
  writeFileSync('docs/kill-matrix.md', document);
  writeFileSync(stored, `${JSON.stringify({ format: 1, checks, rows }, null, 1)}\n`);
  writeFileSync(provenFile, `${JSON.stringify(provenOf(rows), null, 1)}\n`);
}
console.log(`\n${matrixTable(rows, checks)}\n`);
const survivors = rows.filter((row) => !isKilled(row));
console.log(
  `${rows.length - survivors.length} of ${rows.length} killed; the matrix: ${join(folder, 'kill-matrix.md')}`,
);
process.exitCode = survivors.length === 0 ? 0 : 1;
