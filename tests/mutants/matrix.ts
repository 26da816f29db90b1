import { checks as harnessChecks } from '../../harness/checks/index.ts';
import type { Verdict } from '../../harness/model/verdict.ts';
import type { Report } from '../../harness/report/model.ts';
import type { Proven } from '../../harness/report/proven.ts';

/** What the checks said of one mutant. */
export interface Row {
  readonly name: string;
  readonly what: string;
  /** variant: one of the system's own three. system: a protection was taken out. history: one fact was changed. */
  readonly kind: 'variant' | 'system' | 'history';
  readonly story: string;
  readonly verdict: Verdict;
  /** The checks that were not passed, with their word. */
  readonly by: Readonly<Record<string, Exclude<Verdict, 'recovered'>>>;
}

export const rowOf = (
  about: Pick<Row, 'name' | 'what' | 'kind' | 'story'>,
  { verdict, checks }: Pick<Report, 'verdict' | 'checks'>,
): Row => ({
  ...about,
  verdict,
  by: Object.fromEntries(
    checks.flatMap(({ name, verdict: word }) => (word === 'recovered' ? [] : [[name, word] as const])),
  ) as Row['by'],
});

/** Killed: no run of it is called recovered. */
export const isKilled = ({ verdict }: Row): boolean => verdict !== 'recovered';

/** What every report says of the harness's own checks: how many mutants there were, and how many each check did not let pass. */
export function provenOf(rows: readonly Row[]): Proven {
  const names = harnessChecks.map(({ name }) => name).sort();
  const killed = names.map((name) => [name, rows.filter(({ by }) => by[name]).length] as const);
  return {
    mutants: rows.length,
    recovered: rows.filter((row) => !isKilled(row)).length,
    killedBy: Object.fromEntries(killed),
  };
}

/** By check: the mutants that no other check kills. */
export function killsAlone(rows: readonly Row[], checks: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    checks.map((check) => [
      check,
      rows.filter(({ by }) => by[check] && Object.keys(by).length === 1).map(({ name }) => name),
    ]),
  );
}

const marks = { violated: '✗', inconclusive: '?' } as const;

/** The matrix as a table in Markdown: a mutant a line, a check a column. */
export function matrixTable(rows: readonly Row[], checks: readonly string[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const cellsOf = ({ by }: Row) => checks.map((check) => (by[check] ? marks[by[check]] : ''));
  return [
    line(['mutant', 'story', 'verdict', ...checks]),
    line(['-', '-', '-', ...checks.map(() => ':-:')]),
    ...rows.map((row) => line([row.name, row.story, row.verdict, ...cellsOf(row)])),
  ].join('\n');
}
