import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../harness/runtimes/native/testing/temporary-folder.ts';
import { findOnPath } from '../harness/runtimes/native/tools/tool.ts';
import { command } from './command.ts';

/** What a person sees, and the exit code. */
async function said(words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const running = command(words, environment);
  const { code } = await running.ended;
  return { code, output: running.output() };
}

const out = temporaryFolder(afterAll);
const run = (...words: string[]) => ['run', 'calm', '--out', out, ...words];

describe('used wrongly, it ends with 64 and names what was probably meant:', () => {
  test.each([
    ['a scenario', ['run', 'slow-kafak'], /did you mean "slow-kafka"\?/],
    ['a flag', run('--generatoin', 'before'), /Did you mean --generation\?/],
    ['a command', ['rnu', 'calm'], /Did you mean run\?/],
    ['a generation', run('--generation', 'befor'), /did you mean "before"\?/],
    ['a runtime', run('--runtime', 'nativ'), /did you mean "native"\?/],
    ['a number that is none', run('--broker-session-timeout', 'soon'), /whole number of milliseconds from 300/],
    ['no scenario', ['run'], /neither a name nor a tag was given/],
    ['a pattern', ['run', 'slow-kafak*'], /did you mean "slow-kafka"\?/],
    ['a tag', ['run', '--tag', 'gates'], /Choose of these tags: .*gate/],
    ['one of several', ['run', 'calm', 'canaryy'], /did you mean "canary"\?/],
    ['a number of workers', run('--workers', '0'), /whole number from 1 to 1000/],
    ['no command', [], /Usage: norestart/],
  ])('%s', async (_what, words, message) => {
    const { code, output } = await said(words);
    expect(output).toMatch(message);
    expect(output, 'nothing was begun').not.toMatch(/What there is/);
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
    expect(output, 'there is nothing').not.toMatch(/What there is/);
    expect(code).toBe(3);
  });

  test('a folder that holds no run', async () => {
    const { code, output } = await said(['judge', temporaryFolder()]);
    expect(output).toContain('Name the folder of a run, such as reports/<run>');
    expect(code).toBe(3);
  });
});
