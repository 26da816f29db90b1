import { execFile } from 'node:child_process';
import { constants, cpSync, existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { nativeIsReady } from '../harness/runtimes/native/needs.ts';
import { cacheFolder } from '../harness/runtimes/shared/cache/location.ts';
import { temporaryFolder } from './support/native/temporary-folder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What a shell, a URL, a list of paths or an encoding could take for something else; Node itself refuses a backslash. */
const odd = `feature%2Ffix-#12 50%?"$x'ü:`;

interface Ended {
  readonly code: number;
  readonly output: string;
}

function start(program: string, words: readonly string[], cwd: string, environment: NodeJS.ProcessEnv): Promise<Ended> {
  const env = { ...process.env, ...environment };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...words], { cwd, env }, (_error, out, said) =>
      resolve({ code: child.exitCode ?? -1, output: out + said }),
    );
  });
}

/** The repository as it is now, in a folder of that name. */
function clone(name: string): string {
  const folder = join(temporaryFolder(), name);
  for (const part of [
    'harness',
    'scenarios',
    'system',
    'deploy',
    'reports/sample',
    'package.json',
    'norestart.config.ts',
  ])
    cpSync(join(root, part), join(folder, part), { recursive: true, mode: constants.COPYFILE_FICLONE });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** A cache that has what does not depend on where it is. */
function filledCache(name: string): string {
  const folder = join(temporaryFolder(), name);
  const there = existsSync(cacheFolder()) ? readdirSync(cacheFolder()) : [];
  const fetched = there.filter((entry) => /^(kafka|storage|toxiproxy)-[\w.-]+-\w{12}$/.test(entry));
  for (const entry of fetched)
    cpSync(join(cacheFolder(), entry), join(folder, 'norestart', entry), {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
    });
  return folder;
}

/** The real beginning of the program in a folder, with something else behind it. Answers with the file to start. */
function beginningIn(folder: string, main: string): string {
  const own = ['harness/cli/norestart.js', 'harness/util/ending-signals.js', 'harness/runtimes/shared/cache/folder.js'];
  for (const part of own) cpSync(join(root, part), join(folder, part));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(folder, 'harness/cli/ending.ts'),
    'export const conduct = (load: () => Promise<object>) => load();',
  );
  writeFileSync(join(folder, 'harness/cli/main.ts'), main);
  return join(folder, 'harness/cli/norestart.js');
}

test('it is the program of its own folder that runs, and not that of a neighbour', async () => {
  const folder = temporaryFolder();
  const programs = ['a b', 'a%20b', odd].map((name) =>
    beginningIn(join(folder, name), 'console.log(import.meta.filename);'),
  );
  for (const program of programs) {
    const { output } = await start(program, ['list'], folder, { XDG_CACHE_HOME: folder });
    expect(output).toBe(`${join(dirname(program), 'main.ts')}\n`);
  }
});

test('an environment that names no absolute folder puts nothing where one stands', async () => {
  const [home, here] = [temporaryFolder(), temporaryFolder()];
  const program = join(root, 'harness/cli/norestart.js');
  const places = [{ XDG_CACHE_HOME: 'cache' }, { XDG_CACHE_HOME: '~/x' }, { XDG_CACHE_HOME: undefined, HOME: 'here' }];
  const all = places.map((place) => start(program, ['list', '--help'], here, { HOME: home, ...place }));
  expect((await Promise.all(all)).map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(readdirSync(home), 'what was compiled is kept in the home').toEqual(['.cache']);
  expect(readdirSync(here)).toEqual([]);
});

test('norestart itself asks nothing through a proxy of the environment', async () => {
  const folder = temporaryFolder();
  // What a command does that asks what is on this machine.
  const main = `
    import { createServer } from 'node:http';
    const server = createServer((_question, answer) => answer.end('here')).listen(0, '127.0.0.1', async () => {
      console.log(await fetch('http://127.0.0.1:' + server.address().port).then((one) => one.text(), String));
      process.exit();
    });`;
  const program = beginningIn(folder, main);
  const proxied = { XDG_CACHE_HOME: folder, HTTP_PROXY: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' };
  const ways = [{ NODE_USE_ENV_PROXY: '1' }, { NODE_OPTIONS: '--use-env-proxy' }, { NODE_USE_ENV_PROXY: '' }];
  for (const way of ways)
    for (const words of [['list'], ['run', 'calm']])
      expect((await start(program, words, folder, { ...proxied, NO_PROXY: '', ...way })).output).toBe('here\n');
});

const isReady = await nativeIsReady();
test.skipIf(!isReady)(
  'a clone and a cache of any name, in any locale, prove as much',
  { timeout: 240_000 },
  async () => {
    const folder = clone(odd);
    const cache = filledCache("józef's cache, 50%: #1");
    const out = join(folder, 'reports');
    const program = join(folder, 'harness/cli/norestart.js');
    const environment = { XDG_CACHE_HOME: cache, LC_ALL: 'C' };
    const judged = await start(program, ['judge', join(out, 'sample')], folder, environment);
    expect(judged.output).toContain('RECOVERED');
    const { code, output } = await start(program, ['run', 'calm', '--out', 'reports'], folder, environment);
    expect(output).toMatch(/^RECOVERED: /m);
    expect(code).toBe(0);
    const run = readdirSync(out).find((name) => name.startsWith('calm-')) ?? '';
    const again = await start(program, ['report', join(out, run)], folder, { ...environment, LC_ALL: 'C.UTF-8' });
    expect(again.output).toMatch(/^RECOVERED: /m);
    expect(readdirSync(cache), 'no folder by a garbled name').toEqual(['norestart']);
  },
);
