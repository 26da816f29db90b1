import { isKilled, killsAlone, matrixTable, type Row } from './matrix.ts';

const headings: Readonly<Record<Row['kind'], string>> = {
  variant: 'The first two generations of the messaging layer',
  system: 'The real system with one protection taken out',
  history: 'The history of a real recovered run with one fact changed',
};

/** Why a check stays that kills nothing alone in these stories. */
const stays: Readonly<Record<string, string>> = {
  'no-zombie':
    'nothing alone: it tells what the others only count, which service is without effect while it calls itself well, and needs no request that is lost for it',
  'steady-state':
    'nothing alone: it is there for what comes back and is slower, or refuses more, than before; tests/judge.test.ts shows that it can fail',
};

/** The matrix for a reader, made from the rows alone. */
export function matrixDocument(rows: readonly Row[], checks: readonly string[]): string {
  const killed = rows.filter(isKilled).length;
  const alone = killsAlone(rows, checks);
  const parts = (Object.keys(headings) as Row['kind'][]).map((kind) => part(kind, rows, checks));
  return [
    '# The kill matrix',
    'Made by `npm run mutants -- --write`: each row is something that is wrong, each column a check. ✗: the check calls the run',
    'violated; ?: it cannot tell, and says so, which is no recovery either. Nothing is changed in production code: a mutant',
    'is put into a service’s modules when they are loaded (`tests/mutants/`).',
    '',
    `${killed} of ${rows.length} mutants are killed.`,
    '',
    ...parts,
    '## What each check kills that no other does',
    ...checks.map(
      (check) =>
        `- ${check}: ${alone.get(check)?.join(', ') || (stays[check] ?? 'nothing alone, and nobody has said why it stays')}`,
    ),
    '',
  ].join('\n');
}

function part(kind: Row['kind'], rows: readonly Row[], checks: readonly string[]): string {
  const mine = rows.filter((row) => row.kind === kind);
  if (mine.length === 0) return '';
  const seen = checks.filter((check) => mine.some(({ by }) => by[check]));
  const words = mine.map(({ name, what }) => `- **${name}**: ${what}`).join('\n');
  return `## ${headings[kind]}\n\n${matrixTable(mine, seen)}\n\n${words}\n`;
}
