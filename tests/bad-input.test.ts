import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findOnPath } from '../harness/runtimes/native/tools/tool.ts';
import { readHistory } from '../harness/store/reader.ts';
import { command } from './support/command.ts';
import { goodRun } from './support/histories/good-run.ts';
import { cannotRun } from './support/messaging/kafka.ts';
import { temporaryFolder } from './support/native/temporary-folder.ts';

/** What a person sees, and the exit code. */
async function said(words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const running = command(words, environment);
  const { code } = await running.ended;
  return { code, output: running.output() };
}

const out = temporaryFolder(afterAll);
/** Of native processes: where these lack something, Docker would step in. */
const run = (...words: string[]) => ['run', 'calm', '--out', out, '--runtime', 'native', ...words];

describe('used wrongly, it ends with 64 and names what was probably meant:', () => {
  test.each([
    ['a scenario', ['run', 'slow-kafak'], /did you mean "slow-kafka"\?/],
    ['a file of a scenario', ['run', 'scenarios/calm.ts'], /did you mean "calm"\?/],
    ['a flag', run('--varaint', 'before'), /Did you mean --variant\?/],
    ['a command', ['rnu', 'calm'], /Did you mean run\?/],
    ['a variant', run('--variant', 'befor'), /did you mean "before"\?/],
    ['a runtime', run('--runtime', 'nativ'), /did you mean "native"\?/],
    ['a number that is none', run('--broker-session-timeout', 'soon'), /whole number of milliseconds from 300/],
    ['a second variant', run('--variant', 'before', '--variant', 'afer'), /did you mean "after"\?/],
    ['an empty variant', run('--variant', 'before,'), /There is an empty name in it/],
    ['a seed', run('--seed', '1.5'), /whole number from 0 to 4294967294/],
    ['how often', run('--repeat', '1e3'), /whole number from 1 to 1000/],
    ['no folder', run('--out', ''), /--out <folder>.* is invalid\. It is empty/],
    ['two that exclude each other', run('--quiet', '--verbose'), /cannot be used with option '--quiet'/],
    ['a command to be helped with', ['help', 'rnu'], /Did you mean run\?/],
    ['no run to judge', ['judge'], /norestart judge --help/],
    ['--json with a command', ['broker', '--json', '--', 'true'], /standard output is then the command's own/],
    ['no scenario', ['run'], /neither a name nor a tag was given/],
    ['a pattern', ['run', 'slow-kafak*'], /did you mean "slow-kafka"\?/],
    ['a pattern of half a million words', ['run', '{a,b}'.repeat(19)], /find scenarios like .*: there is none/],
    ['a tag', ['run', '--tag', 'gates'], /did you mean "gate"\?/],
    ['one of several', ['run', 'calm', 'canaryy'], /did you mean "canary"\?/],
    ['a number of workers', run('--workers', '0'), /whole number from 1 to 1000/],
    ['no command', [], /Usage: norestart/],
    ['a folder that is not there', ['judge', 'reports/nope'], /read the run reports\/nope: there is no such folder\n/],
    [
      'a folder that is no run',
      ['judge', 'docs'],
      /read the run docs: there is no history\.jsonl in it\n.*reports\/<run>/,
    ],
    ['a file for a run', ['judge', 'package.json'], /read the run package\.json: it is no folder\n/],
    ['a folder to report', ['report', 'docs'], /neither it nor a folder in it has a history\.jsonl/],
    ['a folder to report, which is not there', ['report', 'nope'], /report of nope: there is no such folder\n/],
    ['a folder to compare', ['compare', 'docs'], /there is no run in it/],
    ['a budget', ['gate', 'nope.yaml'], /read the budget nope\.yaml: there is no such file\n/],
    ['a part', ['merge', 'docs'], /read the part docs: it is a folder\n.*such as shard-1-of-4\.json/],
  ])('%s', async (_what, words, message) => {
    const { code, output } = await said(words);
    expect(output).toMatch(message);
    expect(output, 'nothing was begun').not.toMatch(/Partial results/);
    expect(code).toBe(64);
  });

  test('and leaves nothing behind', async () => {
    const empty = temporaryFolder();
    expect((await said(['run', 'calm', '--out', empty, '--runtime', 'nativ'])).code).toBe(64);
    expect(readdirSync(empty)).toEqual([]);
  });
});

/** A PATH with these programs and no other. */
function pathWith(...names: string[]): string {
  const folder = temporaryFolder();
  for (const name of names) {
    const path = findOnPath(name, process.env);
    if (!path) throw new Error(`This test needs ${name}.`);
    symlinkSync(path, join(folder, name));
  }
  return folder;
}

describe('without something that it needs, it ends with 3 and says what, what for, and both ways out:', () => {
  test.each([
    [
      'mvn',
      ['node', 'java', 'go'],
      { XDG_CACHE_HOME: temporaryFolder(afterAll) },
      /needed to fetch Kafka/,
      /Install Maven/,
    ],
    [
      'go',
      ['node', 'java', 'mvn', 'sh'],
      { XDG_CACHE_HOME: temporaryFolder(afterAll) },
      /needed to build Toxiproxy/,
      /Install Go/,
    ],
    ['java', ['node'], {}, /needed to run the Kafka broker/, /Install Java 17/],
  ])('%s', async (tool, others, environment, why, install) => {
    const path = { PATH: pathWith(...others), JAVA_HOME: undefined };
    const { code, output } = await said(run(), { ...environment, ...path });
    expect(output).toContain(`there is no ${tool} on the PATH`);
    expect(output).toMatch(why);
    expect(output).toMatch(install);
    expect(output).toMatch(/Or use Docker: run the whole of norestart in a container that has/);
    expect(code).toBe(3);
  });
});

describe('in a place that it cannot use, it ends with 3 and names the place:', () => {
  const file = join(temporaryFolder(afterAll), 'a-file');
  writeFileSync(file, '');
  // In /sys nobody may make a folder, not even root.
  test.each([file, '/sys'])('a cache in %s', async (place) => {
    const { code, output } = await said(run(), { XDG_CACHE_HOME: place });
    expect(output).toContain(`Using the cache at ${place}/norestart: `);
    expect(output).toContain('point XDG_CACHE_HOME to a folder');
    expect(code).toBe(3);
  });

  // Root may read everything.
  test.skipIf(process.getuid?.() === 0)('a cache that may not be read', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'norestart'));
    chmodSync(join(folder, 'norestart'), 0o000);
    const { code, output } = await said(run(), { XDG_CACHE_HOME: folder });
    expect(output).toMatch(/permission denied/i);
    expect(code).toBe(3);
  });

  test('a registry of runs that is damaged', async () => {
    const folder = temporaryFolder();
    const registry = join(folder, 'norestart', 'registry.sqlite');
    mkdirSync(join(folder, 'norestart'));
    writeFileSync(registry, 'this is no database, and never was one. '.repeat(100));
    for (const words of [run(), ['clean']]) {
      const { code, output } = await said(words, { XDG_CACHE_HOME: folder });
      expect(output).toContain(`Opening in the registry of runs ${registry}: file is not a database`);
      expect(code).toBe(3);
    }
  });

  test('a folder for the run that cannot be made', async () => {
    const { code, output } = await said(['run', 'calm', '--out', join(file, 'reports')]);
    expect(output).toMatch(/make the folder .*a-file\/reports\/calm-resilient-.*: ENOTDIR/);
    expect(output).toContain('--out');
    expect(output, 'there is nothing').not.toMatch(/Partial results/);
    expect(code).toBe(3);
  });
});

describe('for a script, with --json', () => {
  test.each([
    ['of norestart', ['run', 'calm', '--variant', 'befor', '--json'], /did you mean "before"/, 64],
    ['of the command line', ['list', '--jsno', '--json'], /unknown option/, 64],
    ['of a folder', ['judge', '/nowhere', '--json'], /^read the run \/nowhere: there is no such folder$/, 64],
  ])('an error %s is a document, and the only thing on standard output', async (_what, words, message, code) => {
    const running = command(words);
    expect((await running.ended).code).toBe(code);
    const document = JSON.parse(running.printed());
    expect(document).toMatchObject({ format: 1, command: words[0], exitCode: code });
    expect(document.error.message).toMatch(message);
  });

  test.each([['list'], ['doctor'], ['clean']])('%s prints one document', async (name) => {
    const running = command([name, '--json']);
    await running.ended;
    expect(JSON.parse(running.printed())).toMatchObject({ format: 1, command: name });
  });
});

/** A stored run with its history changed, or a part of it. */
function storedRun(change: (history: string) => string): string {
  const folder = join(temporaryFolder(), 'run');
  mkdirSync(folder);
  const sorted = goodRun().sort((one, other) => one.at - other.at);
  const facts = sorted.map((fact) => (fact.kind === 'closed' ? { ...fact, facts: sorted.length - 1 } : fact));
  writeFileSync(join(folder, 'history.jsonl'), change(facts.map((fact) => `${JSON.stringify(fact)}\n`).join('')));
  return folder;
}

describe('a stored run', () => {
  const gone = (text: string) => text.split('\n').toSpliced(5, 1).join('\n');
  test.each([
    ['with a fact taken out', gone, /history\.jsonl:\d+: it was closed with \d+ facts, and \d+ stand before/],
    ['with a line that is none', (text: string) => text.replace('\n', '\n{"kind":\n'), /history\.jsonl:2: .*not JSON/],
    ['of a newer format', (text: string) => text.replace('"format":2', '"format":3'), /format 3 is newer than this/],
    ['of an unknown kind', (text: string) => text.replace('\n', '\n{"kind":"gossip","at":0}\n'), /jsonl:2: kind/],
    ['that is empty', () => '', /no fact is in it/],
  ])('%s has no verdict: 64, and nothing is written', async (_what, change, message) => {
    const folder = storedRun(change);
    for (const name of ['judge', 'report']) {
      const { code, output } = await said([name, folder]);
      expect(output).toMatch(message);
      expect(code).toBe(64);
    }
    expect(readdirSync(folder)).toEqual(['history.jsonl']);
  });

  test('that was cut off in mid-line is judged by what is left: inconclusive, for it was not closed', async () => {
    const folder = storedRun((text) => text.slice(0, -20));
    expect((await said(['judge', folder])).code).toBe(2);
  });

  test('is judged without a trace, and reported whatever the verdict is, also when its story has another name', async () => {
    const folder = storedRun((text) => text.slice(0, -20).replace('"scenario":"', '"scenario":"once-'));
    const judged = command(['judge', folder, '--json']);
    expect((await judged.ended).code).toBe(2);
    expect(readdirSync(folder)).toEqual(['history.jsonl']);
    expect(JSON.parse(judged.printed()).report.verdict).toBe('inconclusive');
    const { code, output } = await said(['report', folder]);
    expect(output).toMatch(/^INCONCLUSIVE: .*\n\nreport: .*report\.html\n$/);
    expect(code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['history.jsonl', 'report.html', 'report.json']);
    const index = await said(['report', dirname(folder)]);
    expect(index.output).toMatch(/^index: .*index\.html$/m);
    expect(existsSync(join(dirname(folder), 'index.html'))).toBe(true);
    expect(index.code).toBe(0);
  });
});

/** A disk of so many bytes, as only root can make one; undefined where that is not allowed. */
function smallDisk(bytes: number): string | undefined {
  const folder = temporaryFolder(afterAll);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
  if (mounted.status !== 0) return undefined;
  afterAll(() => void spawnSync('umount', [folder]));
  return folder;
}

describe('on a disk that fills up during the run', () => {
  const disk = cannotRun ? undefined : smallDisk(300_000);
  if (!disk) console.log('not shown: a disk that fills up (no small disk can be mounted here, or no run made)');

  test.skipIf(!disk)('it ends with 3, and what was written is kept and can be read', { timeout: 60_000 }, async () => {
    const { code, output } = await said(['run', 'calm', '--out', disk ?? '']);
    expect(output).toMatch(/write fact \d+ to .*history\.jsonl: ENOSPC/);
    expect(output).toContain('Make room on that disk');
    expect(output).not.toContain('a defect of norestart');
    expect(code).toBe(3);
    const run = readdirSync(disk ?? '').find((name) => name.startsWith('calm-'));
    const folder = join(disk ?? '', run ?? '');
    expect(output).toContain(`Partial results: ${folder}`);
    expect(readHistory(join(folder, 'history.jsonl')).facts.length).toBeGreaterThan(10);
    // A service may have died of the full disk, too: violated, then, and never recovered.
    expect([1, 2]).toContain((await said(['judge', folder])).code);
    // To write a report there is no room, either; nothing of the history is lost by the attempt.
    const report = await said(['report', folder]);
    expect(report.output).toMatch(/write the report into .*ENOSPC/);
    expect(report.code).toBe(3);
    expect([1, 2]).toContain((await said(['judge', folder])).code);
  });
});
