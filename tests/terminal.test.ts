import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { findOnPath } from '../harness/runtimes/native/tools/tool.ts';
import { follow } from './support/command.ts';

const screen = new URL('../harness/reporters/console/screen.ts', import.meta.url).href;
/** Two steps as a run shows them: one ends at once, one moves until its line was drawn again. */
const shows = `
  import { screen } from '${screen}';
  const lines = screen(process.stderr);
  let looks = 0;
  lines.say('a story');
  lines.show({ text: 'first (at most 5 s)', now: () => 'first' });
  lines.show(undefined);
  lines.say('ok   first (0.10 s)');
  const long = ' and so on'.repeat(30);
  lines.show({ text: 'second (at most 5 s)', now: () => {
    looks += 1;
    if (looks === 3) setImmediate(() => { lines.show(undefined); lines.say('NO   second (5.00 s): not \\u001b[2J within 5 s'); lines.end(); });
    return 'second, look ' + looks + long;
  } });
  ${'' /* Without a terminal nobody looks, so nothing ends it. */}
  if (!process.stderr.isTTY || process.env.CI) { lines.show(undefined); lines.say('NO   second (5.00 s): not \\u001b[2J within 5 s'); lines.end(); }
`;
const node = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', shows];
const bare = { CI: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined, TERM: 'xterm-256color' };

async function printed(program: string, words: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const env = { ...process.env, ...bare, ...environment };
  const child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const running = follow(child);
  await running.ended;
  return running.output();
}

const withoutTerminal = (environment = {}) => printed(process.execPath, node, environment);

/** On a pseudo-terminal of 60 columns. */
function onTerminal(environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const line = `stty cols 60; exec "$NODE" ${node.slice(0, -1).join(' ')} "$SHOWS"`;
  const variables = { ...environment, NODE: process.execPath, SHOWS: shows };
  return printed('script', ['--quiet', '--return', '--command', line, '/dev/null'], variables);
}

const escapeCode = String.fromCharCode(27);
const colour = new RegExp(`${escapeCode}\\[\\d+m`);
const clear = `\r${escapeCode}[2K`;
/** What is left on the screen: of each line what was written last. */
const left = (output: string) =>
  output
    .split('\r\n')
    .map((line) => line.split(clear).at(-1) ?? '')
    .map((line) => line.replaceAll(new RegExp(colour, 'g'), '').replace(/^ +\d+\.\d s {2}/, ''))
    .filter((line) => line !== '');
const plainForm = [
  ...['a story', '...  first (at most 5 s)', 'ok   first (0.10 s)'],
  ...['...  second (at most 5 s)', 'NO   second (5.00 s): not  within 5 s'],
];
const without = (line: string) => line.replace(/^ +\d+\.\d s {2}/, '');

describe('without a terminal', () => {
  test('the same is told in plain lines with times', async () => {
    const output = await withoutTerminal();
    const lines = output.trimEnd().split('\n');
    expect(lines.every((line) => /^ +\d+\.\d s {2}\S/.test(line))).toBe(true);
    expect(lines.map(without)).toEqual(plainForm);
    expect(output).not.toContain(escapeCode);
  });

  test('colours come only where they are forced', async () => {
    expect(await withoutTerminal({ FORCE_COLOR: '1' })).toMatch(colour);
    expect(await withoutTerminal({ FORCE_COLOR: '1' })).not.toContain(clear);
  });
});

describe.skipIf(!findOnPath('script', process.env))('on a terminal', () => {
  test('what is finished stays, and one line moves, is never longer than the screen, and leaves nothing', async () => {
    const output = await onTerminal();
    expect(left(output)).toEqual(['a story', 'ok   first (0.10 s)', 'NO   second (5.00 s): not  within 5 s']);
    const moved = output.split(clear).filter((line) => line.includes('look '));
    expect(moved.length).toBeGreaterThanOrEqual(3);
    for (const line of moved)
      expect(line.replaceAll(new RegExp(colour, 'g'), '').replace(/\r.*$/s, '').length).toBeLessThan(60);
    expect(output).toMatch(colour);
  });

  test('NO_COLOR takes the colours away and nothing else', async () => {
    const output = await onTerminal({ NO_COLOR: '1' });
    expect(output).not.toMatch(colour);
    expect(output).toContain(clear);
    expect(left(output)).toContain('ok   first (0.10 s)');
  });

  test('in CI no line moves, since every one is kept', async () => {
    const output = await onTerminal({ CI: 'true' });
    expect(output).not.toContain(clear);
    expect(left(output)).toEqual(plainForm);
  });
});
