import { existsSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startScript } from '../../../tests/support/native/script.ts';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { known, provisioningMs, scratchFolderOf } from '../../../tests/support/native/tiny-run.ts';
import { tinySystem, tinyUp } from '../../../tests/support/native/tiny-system.ts';
import { processesOfRun, processStatus } from '../machine/processes.ts';
import { openRegistry } from '../machine/registry.ts';
import { cacheFolder } from '../shared/cache/location.ts';
import { waitUntil } from '../shared/wait.ts';
import { native } from './native.ts';

const isThere = (pid: number) => processStatus(pid)?.ended === false;
const never = new AbortController().signal;

/** What the machine still has of a run, wherever it may be. */
function left(run: string) {
  const registry = openRegistry(cacheFolder());
  try {
    const entries = registry.runs().filter((entry) => entry.run === run);
    return { processes: processesOfRun(run), scratch: existsSync(scratchFolderOf(run)), entries: entries.length };
  } finally {
    registry.close();
  }
}
const nothing = { processes: [], scratch: false, entries: 0 };

/** A whole run in a process of its own, up. */
async function wholeRun() {
  const script = startScript('whole-run.ts', temporaryFolder());
  onTestFinished(() => void script.child.kill('SIGKILL'));
  return { script, ...(JSON.parse(await script.line()) as { run: string; ports: number[]; pids: number[] }) };
}

describe('the native runtime', { timeout: provisioningMs }, () => {
  test('takes down all that it started, and a second time does no harm', async () => {
    const options = tinyUp(temporaryFolder());
    const environment = await native.up(options);
    await environment.broker.start(never);
    await Promise.all(environment.services.map((service) => service.start()));
    expect(processesOfRun(options.run), 'Toxiproxy, broker and services').toHaveLength(4);
    expect(left(options.run)).toMatchObject({ scratch: true, entries: 1 });
    await Promise.all([environment.down(), environment.down()]);
    await environment.down();
    expect(left(options.run)).toEqual(nothing);
    await expect(environment.broker.start(never)).rejects.toThrow(/taken down/);
    await expect(known(environment.services[0], 'a service').start()).rejects.toThrow(/taken down/);
    expect(left(options.run)).toEqual(nothing);
  });

  test('takes down a broker in the middle of its start', async () => {
    const options = tinyUp(temporaryFolder());
    const environment = await native.up(options);
    const starting = environment.broker.start(never).catch((error: Error) => error.message);
    const born = { what: 'there is a broker process', withinMs: 5000, everyMs: 1, remedy: '' };
    await waitUntil(born, () => processesOfRun(options.run).length === 2);
    await environment.down();
    expect(await starting).toMatch(/taken down/);
    expect(left(options.run)).toEqual(nothing);
  });

  test('lets two runs go on at once: neither has a port of the other, and one outlives the other', async () => {
    const [one, other] = await Promise.all([wholeRun(), wholeRun()]);
    expect(new Set([...one.ports, ...other.ports]).size).toBe(one.ports.length + other.ports.length);
    one.script.child.stdin?.end();
    expect(await one.script.line()).toBe('down');
    expect(await one.script.exited).toBe(0);
    expect(left(one.run)).toEqual(nothing);
    expect(other.pids.filter(isThere)).toEqual(other.pids);
    other.script.child.stdin?.end();
    expect(await other.script.exited).toBe(0);
    expect(left(other.run)).toEqual(nothing);
  });

  test('ends what a killed run left before it begins another', async () => {
    const killed = await wholeRun();
    killed.script.child.kill('SIGKILL');
    await killed.script.exited;
    expect(killed.pids.filter(isThere), 'they outlive it').toEqual(killed.pids);
    const environment = await native.up(tinyUp(temporaryFolder()));
    await environment.down();
    expect(left(killed.run)).toEqual(nothing);
  });

  test('starts nothing when it is aborted already', async () => {
    const options = tinyUp(temporaryFolder(), { signal: AbortSignal.abort(new Error('Ctrl-C')) });
    await expect(native.up(options)).rejects.toThrow('Ctrl-C');
    expect(left(options.run)).toEqual(nothing);
  });

  test('refuses a run whose name is no folder’s, and one whose services would share a listener', async () => {
    await expect(native.up(tinyUp(temporaryFolder(), { run: '../elsewhere' }))).rejects.toMatchObject({
      kind: 'usage',
    });
    const twins = ['charge-point', 'charge_point'].map((name) => ({ name, kafka: true, ports: [], command: () => [] }));
    const options = tinyUp(temporaryFolder(), { system: { ...tinySystem, services: twins } });
    await expect(native.up(options)).rejects.toThrow(/CHARGE_POINT.*charge-point already has that one/);
    expect(left(options.run)).toEqual(nothing);
  });
});
