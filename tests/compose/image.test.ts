import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { contextFiles } from '../../deploy/docker/context.ts';
import { madeImage, root } from '../support/compose/image.ts';
import { docker, whyNoDocker } from '../support/docker.ts';

const patience = { timeout: 90_000, interval: 250 };
const cannotRun = (await whyNoDocker()) !== undefined;

describe.skipIf(cannotRun)('the image of the services', { timeout: 180_000 }, () => {
  const run = `norestart-test-${randomBytes(4).toString('hex')}`;
  const composed = `norestart-services:${run}`;
  let image: string;
  beforeAll(async () => {
    image = await madeImage();
  }, 180_000);
  afterAll(() => docker(['image', 'rm', '--force', composed]));

  /** What a script prints in a container of it that is gone when it ends. */
  const inside = (script: string, of = image) =>
    docker(['run', '--rm', '--network', 'none', '--label', run, '--entrypoint', 'node', of, '--eval', script]);
  const filesOf = async (of: string) => {
    const script = `const { readdirSync } = require('fs'); const { join } = require('path');
      const all = readdirSync('.', { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
      console.log(all.map(({ parentPath, name }) => join(parentPath, name)).sort().join('\\n'));`;
    return (await inside(script, of)).split('\n');
  };
  /** A container that runs until the test is over. */
  const started = async (...words: string[]) => {
    const id = await docker(['run', '--detach', '--network', 'none', '--label', run, image, ...words]);
    onTestFinished(() => void docker(['rm', '--force', '--volumes', id]));
    return id;
  };
  const inspect = (id: string, what: string) => docker(['inspect', '--format', `{{${what}}}`, id]);

  test('holds what its context holds, whoever builds it, and nothing else', async () => {
    const files = contextFiles(root).sort();
    expect(await filesOf(image)).toEqual(files);
    const environment = { NORESTART_SERVICES_IMAGE: composed };
    await docker(['compose', '-f', join(root, 'docker-compose.yml'), 'build', '--quiet'], { environment });
    expect(await filesOf(composed)).toEqual(files);
  });

  test('is run by a user who can write to its data alone', async () => {
    const script = `const { writeFileSync } = require('fs');
      const tried = ['/app/x', '/app/system/x', '/compiled/x', '/data/x'].map((path) => {
        try { writeFileSync(path, ''); return 'written'; } catch ({ code }) { return code; }
      });
      console.log(process.getuid() !== 0, ...tried);`;
    expect(await inside(script)).toBe('true EACCES EACCES EACCES written');
  });

  test('has each service compiled, and Node takes what is there', async () => {
    const mains = ['central', 'driver', 'charge-point/engine', 'charge-point/monitor'];
    for (const main of mains.map((folder) => `system/${folder}/main.ts`)) {
      const words = ['run', '--rm', '--label', run, '--env', 'NODE_DEBUG_NATIVE=COMPILE_CACHE', image, main];
      // Told nothing, it ends with 64 as soon as all of it is loaded.
      const said = await docker(words).then(
        () => '',
        ({ stderr }: { readonly stderr: string }) => stderr,
      );
      const count = (words: RegExp) => said.match(words)?.length ?? 0;
      expect(count(/retrieving transpile cache for StrippedTypeScript file:\/\/\/app\/system/g), main).toBeGreaterThan(
        10,
      );
      expect(count(/no transpile cache|was not initialized|was rejected/g), main).toBe(0);
    }
  });

  test('is healthy while Kafka is away, and ends in order when it is told to, as process 1', async () => {
    const id = await started('system/driver/main.ts', '--driver-id', 'D-1', '--broker', 'nowhere.invalid:9092');
    await vi.waitFor(async () => expect(await inspect(id, '.State.Health.Status')).toBe('healthy'), patience);
    const asked = `fetch('http://127.0.0.1:8080/health').then((answer) => answer.text()).then(console.log)`;
    const health = JSON.parse(await docker(['exec', id, 'node', '--eval', asked]));
    expect(health).toMatchObject({ pid: 1, ready: false, waitingFor: ['kafka'] });
    await docker(['stop', '--time', '60', id]);
    // 137 would be a kill.
    expect(await inspect(id, '.State.ExitCode')).toBe('0');
    expect(await docker(['logs', id])).toContain('"signal":"SIGTERM","msg":"ending"');
  });

  test('is not healthy when nothing answers, or what answers is no health', async () => {
    const check = 'deploy/docker/healthy.js';
    await expect(docker(['run', '--rm', '--label', run, image, check])).rejects.toMatchObject({ code: 1 });
    const script = `const { createServer } = require('http'); const { spawnSync, spawn } = require('child_process');
      createServer((_, answer) => answer.writeHead(421).end()).listen(8080, () =>
        spawn('node', ['${check}']).once('exit', (code) => { console.log(code); process.exit(); }));`;
    expect(await inside(script)).toBe('1');
  });

  test('holds the supervisor of the canary, which runs what it is told', async () => {
    const words = ['scenarios/ev-charging/supervisor.ts', 'node', 'system/driver/main.ts', '--driver-id', 'D-1'];
    // 64: the driver says which settings are missing, and the supervisor hands its exit code on.
    await expect(docker(['run', '--rm', '--label', run, image, ...words])).rejects.toMatchObject({ code: 64 });
  });
});
