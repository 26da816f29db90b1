import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import { contextFiles, ignoreFile } from './context.ts';
import { servicesImage } from './image.ts';
import { packagesOf } from './packages.ts';

/** A repository of the same shape as ours: `one` needs `two`, of which it has a version of its own. */
const locked = {
  '': {},
  'node_modules/one': { dependencies: { two: '1', '@scope/three': '*' }, peerDependencies: { absent: '*' } },
  'node_modules/one/node_modules/two': {},
  'node_modules/two': { dev: true, dependencies: { one: '*' } },
  'node_modules/@scope/three': { dependencies: { one: '*' } },
  'node_modules/other': { dev: true },
};
const files: Readonly<Record<string, string>> = {
  Dockerfile: 'FROM scratch',
  'package.json': '{}',
  'package-lock.json': JSON.stringify({ packages: locked }),
  'deploy/docker/healthy.js': '',
  'scenarios/ev-charging/supervisor.ts': "import { spawn } from 'node:child_process';",
  'scenarios/ev-charging/impatient.ts': '',
  'scenarios/ev-charging/services.ts': '',
  'system/README.md': '',
  'system/run/start.ts': "import 'other';",
  'system/central/main.ts': "import { one } from 'one/part';\nimport './api.ts';",
  'system/central/main.test.ts': "import 'other';",
  'tests/support/system/central/office.ts': "import 'other';",
  'node_modules/.package-lock.json': '{}',
  'node_modules/one/index.js': '',
  'node_modules/one/index.d.ts': '',
  'node_modules/one/.github/x.js': '',
  'node_modules/one/node_modules/two/index.js': '',
  'node_modules/two/index.js': '',
  'node_modules/@scope/three/index.js': '',
  'node_modules/other/index.js': '',
};
const inside = [
  'deploy/docker/healthy.js',
  'node_modules/@scope/three/index.js',
  'node_modules/one/index.js',
  'node_modules/one/node_modules/two/index.js',
  'package.json',
  'scenarios/ev-charging/impatient.ts',
  'scenarios/ev-charging/supervisor.ts',
  'system/central/main.ts',
];

let root: string;
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
beforeEach(() => {
  root = temporaryFolder();
  for (const [path, text] of Object.entries(files)) write(path, text);
});
const name = (nodeImage?: string) => servicesImage({ root, nodeImage }).name;

test('it holds what the services run, and of the packages those that they come to need', () => {
  expect(contextFiles(root)).toEqual(inside);
});

test('the packages of a module are found where Node would find them, as far as they are there', () => {
  expect(packagesOf(root, ['system/central/main.ts'])).toEqual([
    'node_modules/@scope/three',
    'node_modules/one',
    'node_modules/one/node_modules/two',
  ]);
  write('system/central/main.ts', "const two = await import('two');\nexport type { x } from '@scope/three';");
  expect(packagesOf(root, ['system/central/main.ts'])).toContain('node_modules/two');
  write('system/central/main.ts', "import 'node:fs';\nimport './api.ts';");
  expect(packagesOf(root, ['system/central/main.ts'])).toEqual([]);
});

test('a build is sent those files and the Dockerfile', async () => {
  const tar = await buffer(servicesImage({ root }).context());
  const listed = execFileSync('tar', ['-t', '-f', '-'], { input: tar, encoding: 'utf8' }).trim().split('\n');
  expect(listed).toEqual(['Dockerfile', ...inside]);
});

test('a context that cannot be packed whole is none', async () => {
  const { context } = servicesImage({ root });
  rmSync(join(root, 'Dockerfile'));
  await expect(buffer(context())).rejects.toThrow(/packing the services .*: tar ended with 2: .*Dockerfile/s);
});

test('its name says what is in it: the same is named the same, and whatever changes it changes the name', () => {
  const first = name();
  expect(first).toMatch(/^norestart-services:[0-9a-f]{12}$/);
  write('system/central/main.test.ts', 'changed');
  write('system/run/start.ts', 'changed');
  expect(name()).toBe(first);
  const others = [name('node:26-bookworm-slim')];
  for (const path of ['system/central/main.ts', 'Dockerfile', 'package-lock.json', 'deploy/docker/healthy.js']) {
    const text = files[path] ?? '';
    write(path, path.endsWith('.json') ? `${text}\n` : `${text}//`);
    others.push(name());
    write(path, text);
  }
  expect(new Set([first, ...others]).size).toBe(6);
});

test('without packages there is no image', () => {
  rmSync(join(root, 'node_modules', '.package-lock.json'));
  expect(() => name()).toThrow('there are no packages');
});

test('.dockerignore lets in the same: all else stays out, and what no container runs does, too', () => {
  const lines = ignoreFile(root).split('\n');
  expect(lines.filter((line) => !line.startsWith('#')).slice(0, 9)).toEqual([
    '*',
    '!package.json',
    '!deploy/docker/healthy.js',
    '!scenarios/ev-charging/supervisor.ts',
    '!scenarios/ev-charging/impatient.ts',
    '!system',
    '!node_modules/@scope/three',
    '!node_modules/one',
    '!node_modules/one/node_modules/two',
  ]);
  expect(lines).toContain('**/*.test.ts');
});
