import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { leftOf } from '../../../tests/support/docker/left.ts';
import { tinyInContainers } from '../../../tests/support/docker/tiny.ts';
import { startScript } from '../../../tests/support/native/script.ts';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { tinyUp } from '../../../tests/support/native/tiny-system.ts';
import { native } from '../native/native.ts';
import { cleanDocker } from './clean.ts';
import { docker } from './docker.ts';
import { dockerIsReady } from './needs.ts';

const never = new AbortController().signal;

describe.skipIf(!(await dockerIsReady()))('the Docker runtime', { timeout: 120_000 }, () => {
  test('leaves nothing of a run that failed', async () => {
    const options = tinyInContainers(temporaryFolder(), { brokerSettings: { 'num.io.threads': 'none' } });
    const environment = await docker.up(options);
    expect((await leftOf(options.run)).length).toBeGreaterThan(5);
    await expect(environment.broker.start(never)).rejects.toThrow(/Kafka refuses a setting:.*num\.io\.threads/s);
    await environment.down();
    expect(await leftOf(options.run)).toEqual([]);
    await expect(environment.broker.start(never)).rejects.toThrow(/taken down/);
  });

  test('removes what a killed harness left, and nothing of one that lives', async () => {
    const folder = temporaryFolder();
    const script = startScript('../docker/whole-run.ts', folder);
    onTestFinished(() => void script.child.kill('SIGKILL'));
    const run = await script.line();
    const before = await leftOf(run);
    expect(before.length).toBeGreaterThan(5);
    const early = await cleanDocker();
    expect(early.left).toContain(run);
    expect(await leftOf(run), 'its harness lives').toEqual(before);
    script.child.kill('SIGKILL');
    await once(script.child, 'exit');
    expect(await leftOf(run), 'they outlive it').toEqual(before);
    await cleanDocker();
    expect(await leftOf(run)).toEqual([]);
  });

  test('begins nothing when it is aborted already, and refuses names that are no folder’s', async () => {
    const aborted = tinyInContainers(temporaryFolder(), { signal: AbortSignal.abort(new Error('Ctrl-C')) });
    await expect(docker.up(aborted)).rejects.toThrow('Ctrl-C');
    const wrong = tinyInContainers(temporaryFolder(), { run: '../elsewhere' });
    await expect(docker.up(wrong)).rejects.toMatchObject({ kind: 'usage' });
  });
});

test('what only containers have is refused by native processes', async () => {
  const { system } = tinyUp(temporaryFolder());
  const services = system.services.map((service) => ({ ...service, restartPolicy: 'always' as const }));
  await expect(native.up(tinyUp(temporaryFolder(), { system: { ...system, services } }))).rejects.toMatchObject({
    kind: 'usage',
    remedy: expect.stringContaining('--runtime docker'),
  });
  await expect(native.up(tinyUp(temporaryFolder(), { removableName: true }))).rejects.toThrow(
    /native processes have none/,
  );
});
