import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/native/temporary-folder.ts';
import { findOnPath, inspectTool, requireTool } from './tool.ts';
import { go, java, maven } from './tools.ts';

/** A PATH on which there is a `java` that does this. */
function withJava(script: string): NodeJS.ProcessEnv {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'java'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: folder };
}

describe('a tool', () => {
  test.each([
    [java, /to run the Kafka broker/, /Install Java 17/],
    [maven, /to fetch Kafka/, /Install Maven/],
    [go, /to build Toxiproxy/, /Install Go/],
  ])('that is not there is named, with what for, and with two ways out ($name)', async (tool, why, install) => {
    const failure = await requireTool(tool, undefined, { PATH: temporaryFolder() }).catch((error) => error);
    expect(failure.kind).toBe('missing');
    expect(failure.message).toContain(`there is no ${tool.name} on the PATH`);
    expect(failure.message).toMatch(why);
    expect(failure.remedy).toMatch(install);
    expect(failure.remedy).toMatch(/Or use Docker: run the whole of norestart in a container that has/);
    expect(failure.remedy).toContain('norestart doctor');
  });

  test('that is too old is told by its version and by the oldest that works', async () => {
    const environment = withJava(`echo 'openjdk version "11.0.2" 2019-01-15' >&2`);
    await expect(requireTool(java, undefined, environment)).rejects.toMatchObject({
      kind: 'missing',
      message: expect.stringMatching(/version 11\.0\.2, and 17 is the oldest/),
    });
    expect(await inspectTool(java, undefined, environment)).toMatchObject({ version: '11.0.2' });
  });

  test('that does not run is told by what it said', async () => {
    const environment = withJava('echo "no memory for that" >&2; exit 4');
    await expect(requireTool(java, undefined, environment)).rejects.toThrow(/exit code 4; it said:\nno memory/);
  });

  test('that tells no version is told by what it told instead', async () => {
    await expect(requireTool(java, undefined, withJava('echo hello'))).rejects.toThrow(/does not tell its version/);
  });

  test('is the first executable file on the PATH, not a folder and not a text', () => {
    const [folders, texts, right] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    mkdirSync(join(folders, 'go'));
    writeFileSync(join(texts, 'go'), '');
    writeFileSync(join(right, 'go'), '');
    chmodSync(join(right, 'go'), 0o755);
    expect(findOnPath('go', { PATH: [folders, texts, right].join(':') })).toBe(join(right, 'go'));
    expect(findOnPath('go', { PATH: [folders, texts].join(':') })).toBeUndefined();
    expect(findOnPath('go', {})).toBeUndefined();
  });
});
