import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from './commands.ts';

const described = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8');
/** The names in the first column of the table below this heading. */
const told = (heading: string): string[] =>
  [...(described.split(heading)[1]?.split(/\n## /)[0] ?? '').matchAll(/^\| `([a-z]+)` +\|/gm)].map(
    ([, name]) => name ?? '',
  );

describe.each(commands)('$name', ({ name, load }) => {
  test('has a help that shows an example first, and --json', async () => {
    const command = (await load())();
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    expect(help).toMatch(new RegExp(`^Example:\\n {2}npx norestart ${name}\\b`));
    expect(help).toMatch(/^ +--json /m);
  });
});

test('every command is described, and what it says to a script', () => {
  const names = commands.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(8);
  expect(told('# The command line').sort()).toEqual([...names].sort());
  expect(told('## For scripts').sort()).toEqual([...names].sort());
});
