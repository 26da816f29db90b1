import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findOnPath } from '../harness/runtimes/native/tools/tool.ts';
import { java } from '../harness/runtimes/native/tools/tools.ts';
import { command } from './support/command.ts';
import { temporaryFolder } from './support/native/temporary-folder.ts';
import { missingNeeds } from './support/needs.ts';

const cannotRun = (await missingNeeds()).length > 1;

/** Without an engine, so that what native processes lack is what a run lacks. */
async function doctor(environment: NodeJS.ProcessEnv = {}) {
  const running = command(['doctor'], { DOCKER_HOST: 'unix:///nowhere/docker.sock', ...environment });
  const { code } = await running.ended;
  const lines = running.output().split('\n');
  return { code, line: (name: string) => lines.find((line) => new RegExp(`^\\S.* ${name} `).test(line)) ?? '', lines };
}

/** A PATH with node and Java alone. */
function nodeAndJava(): NodeJS.ProcessEnv {
  const folder = temporaryFolder();
  symlinkSync(process.execPath, join(folder, 'node'));
  symlinkSync(java.find(process.env) ?? '', join(folder, 'java'));
  return { PATH: folder, JAVA_HOME: undefined };
}

describe.skipIf(cannotRun)('the doctor', () => {
  test('lists everything that a run needs, each with its version and the oldest that works', async () => {
    const { code, line, lines } = await doctor();
    expect(line('node')).toMatch(/^found +node +[\d.]+ \(needs 24\.8\)$/);
    expect(line('node')).toContain(process.versions.node);
    expect(line('java')).toMatch(/^found +java +\d+\.[\d.]+ \(needs 17\)$/);
    expect(line('Linux')).toMatch(/^found/);
    expect(line('mvn')).toMatch(/\(needs 3\.6\)$/);
    expect(line('go')).toMatch(/\(needs 1\.23\)$/);
    expect(line('cache folder')).toMatch(/^found +cache folder +\/.*, \d+ MB free \(needs 300 MB free\)$/);
    expect(lines).toContain('Everything that a run needs is here (--runtime native).');
    expect(line('Docker engine')).toMatch(/^MISSING +Docker engine +.*nobody answers at unix:/);
    expect(code, 'one runtime is enough').toBe(0);
  });

  test('says of an empty cache without Maven and Go what is missing, what for, and both ways out', async () => {
    const { code, line, lines } = await doctor({ ...nodeAndJava(), XDG_CACHE_HOME: temporaryFolder() });
    expect(line('java')).toMatch(/^found/);
    for (const tool of ['mvn', 'go']) expect(line(tool)).toMatch(new RegExp(`^MISSING +${tool} +not there`));
    for (const text of [/needed to fetch Kafka/, /Install Maven.*Or use Docker/, /Install Go.*Or use Docker/])
      expect(lines.some((each) => text.test(each))).toBe(true);
    expect(lines).toContain('Missing for --runtime native: mvn, go.');
    expect(code).toBe(3);
  });

  test('says of a tool that does not run what it said instead of its version', async () => {
    const { PATH, ...rest } = nodeAndJava();
    writeFileSync(join(PATH ?? '', 'mvn'), '#!/bin/sh\necho JAVA_HOME is wrong\nexit 1\n', { mode: 0o755 });
    const { code, line } = await doctor({ ...rest, PATH, XDG_CACHE_HOME: temporaryFolder() });
    expect(line('mvn')).toMatch(/^MISSING +mvn +does not run: .*exit code 1/);
    expect(code).toBe(3);
  });

  test('says of a cache that cannot be used where it is', async () => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    const { code, line } = await doctor({ XDG_CACHE_HOME: file });
    expect(line('cache folder')).toContain(`Using the cache at ${file}/norestart`);
    expect(line('cache folder')).toMatch(/^MISSING/);
    expect(code).toBe(3);
  });

  test('needs no more than is there: findOnPath and the doctor agree', async () => {
    const { line } = await doctor();
    for (const tool of ['mvn', 'go'])
      expect(line(tool).startsWith('found')).toBe(findOnPath(tool, process.env) !== undefined);
  });
});
