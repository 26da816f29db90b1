import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { proven } from '../../harness/report/proven.ts';
import { mutants } from './catalogue.ts';
import { matrixDocument } from './document.ts';
import { historyMutants } from './history-mutants.ts';
import stored from './kill-matrix.json' with { type: 'json' };
import { killsAlone, provenOf, type Row } from './matrix.ts';

const renewed = 'if that is meant: npm run mutants -- --write';
const rows = stored.rows as unknown as readonly Row[];
const checks = [...new Set(rows.flatMap(({ by }) => Object.keys(by)))].sort();

test('the matrix that is kept has a row for each mutant, and the first two variants', () => {
  const names = ['before', 'after', ...mutants.map(({ name }) => name), ...historyMutants.map(({ name }) => name)];
  expect(rows.map(({ name }) => name).sort(), renewed).toEqual(names.sort());
});

test('every mutant is killed, and the document says so', () => {
  expect(rows.filter(({ verdict }) => verdict === 'recovered').map(({ name }) => name)).toEqual([]);
  expect(readFileSync('docs/kill-matrix.md', 'utf8').replaceAll(/[\s|:-]+/g, ''), renewed).toBe(
    matrixDocument(rows, checks).replaceAll(/[\s|:-]+/g, ''),
  );
});

test('every report says as much of the checks as the matrix shows', () => {
  expect(proven, renewed).toEqual(provenOf(rows));
});

test('every check kills a mutant that no other does, or says why it stays', () => {
  expect(checks.length).toBeGreaterThan(15);
  expect(killsAlone(rows, checks).size).toBe(checks.length);
  expect(matrixDocument(rows, checks)).not.toContain('nobody has said why');
});
