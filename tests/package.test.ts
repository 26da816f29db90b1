import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { follow, makeFolder } from './support/command.ts';
import { missingNeeds } from './support/needs.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const cannotRun = (await missingNeeds()).some(({ what }) => what.startsWith('everything'));
const options = { timeout: 300_000 };

/** An empty folder elsewhere, in which the packed tarball is installed as anybody would. */
let home: string;
let tarball: string;
const norestart = (...words: readonly string[]) =>
  follow(
    spawn(process.execPath, [join(home, 'node_modules/norestart/dist/harness/cli/norestart.js'), ...words], {
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
const npm = (folder: string, ...words: readonly string[]): string =>
  execFileSync('npm', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  home = makeFolder();
  const [packed] = JSON.parse(npm(root, 'pack', '--json', '--pack-destination', home)) as [{ filename: string }];
  tarball = join(home, packed.filename);
  npm(home, 'install', '--no-audit', '--no-fund', '--ignore-scripts', tarball);
}, 300_000);

async function told(...words: readonly string[]) {
  const running = norestart(...words);
  const { code } = await running.ended;
  return { code, output: running.output() };
}

describe('the package, installed in a folder of its own', () => {
  test('is small', () => {
    expect(statSync(tarball).size).toBeLessThan(2 * 1024 ** 2);
  });

  test('says without a system how to begin, and after that has one', options, async () => {
    const before = await told('run', 'slow-kafka');
    expect(before.output).toMatch(/there is no norestart\.config\.ts[\s\S]*npx norestart init --example/);
    expect(before.code).toBe(64);
    expect((await told('init', '--example')).code).toBe(0);
    const again = await told('init', '--example');
    expect(again.output).toMatch(/norestart\.config\.mjs.* there already/);
    expect(again.code).toBe(64);
    const listed = await told('list');
    expect(listed.output).toMatch(/consumer-killed/);
    expect(listed.output).not.toMatch(/charg|central|driver/);
  });

  test.skipIf(cannotRun)('tells the system that recovers from the one that does not', options, async () => {
    const good = await told('run', 'slow-kafka');
    expect(good.output).toMatch(/^RECOVERED: All 2 services recovered by themselves/m);
    expect(good.code).toBe(0);
    const bad = await told('run', 'slow-kafka', '--variant', 'once');
    expect(bad.output).toMatch(/^VIOLATED: producer and consumer need a manual restart \(shown/m);
    expect(bad.code).toBe(1);
  });

  test.skipIf(cannotRun)('is extended as the guides say: a check, a fault, a step and a story', options, async () => {
    renameSync(join(home, 'norestart.config.mjs'), join(home, 'hello.config.mjs'));
    mkdirSync(join(home, 'scenarios'), { recursive: true });
    const guides = ['a-check.md', 'a-fault.md', 'a-step.md', 'a-reporter.md'].map((name) =>
      readFileSync(join(root, 'docs/guides', name), 'utf8'),
    );
    const files = [...guides.join('\n').matchAll(/```js\n\/\/ (\S+)\n([\s\S]*?)```/g)];
    expect(files.map(([, name]) => name)).toHaveLength(6);
    for (const [, name = '', text = ''] of files) writeFileSync(join(home, name), text);
    const plan = await told('plan', 'consumer-hiccup');
    expect(plan.output).toMatch(/consumer has a hiccup +\[hello\.hiccup +service: consumer\]/);
    const { code, output } = await told('run', 'consumer-hiccup', '--reporter', './lines.mjs');
    expect(output).toMatch(/^begin consumer-hiccup retrying$[\s\S]*^recovered after \d+ steps: All 2[\s\S]*^end 0$/m);
    expect(output).toMatch(/ok +greeted-once: \d+ hellos, each with one greeting/);
    expect(output).toMatch(/ok +fault-effective: 1 of 1 faults/);
    expect(code).toBe(0);
    writeFileSync(join(home, 'hiccup.mjs'), 'export const hiccup = { name: "hello.hiccup" };');
    const broken = await told('run', 'consumer-hiccup');
    expect(broken.output).toMatch(/faults\.0\.(options|title|inject)/);
    expect(broken.code).toBe(64);
    for (const [, name = '', text = ''] of files) writeFileSync(join(home, name), text);
  });

  test('has types for whoever writes a story of his own', options, async () => {
    mkdirSync(join(home, 'scenarios'), { recursive: true });
    const story = (within: string) => `
      import { broker, during, expectRecovery, seconds, story, wait } from 'norestart';
      export default story({
        title: 'Kafka dies twice', story: 'It comes back each time.', tags: ['mid-run'],
        steps: ({ inFullSwing, within }) => [
          ...inFullSwing, during(broker.killed(), [wait(seconds(2))]), expectRecovery({ within: ${within} }),
        ],
      });`;
    const check = (text: string) => {
      writeFileSync(join(home, 'scenarios/dies-twice.ts'), text);
      const words = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2024'];
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      return execFileSync(process.execPath, [tsc, ...words, 'scenarios/dies-twice.ts'], {
        cwd: home,
        encoding: 'utf8',
      });
    };
    expect(check(story('within'))).toBe('');
    expect(() => check(story("'soon'"))).toThrow();
    writeFileSync(join(home, 'scenarios/dies-twice.ts'), story('within'));
    expect((await told('plan', 'dies-twice')).output).toMatch(/Kafka is killed/);
  });
});
