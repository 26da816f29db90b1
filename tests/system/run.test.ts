import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../support/native/temporary-folder.ts';
import { missingNeeds } from '../support/needs.ts';
import { endWhatIsLeft, left, type Script, script } from '../support/whole-system/script.ts';

const cannotRun = (await missingNeeds()).some(({ what }) => what.startsWith('everything'));
endWhatIsLeft();

const folder = join(temporaryFolder(afterAll), 'town');
/** Above those that people know by heart, and not those of the system that somebody may be looking at. */
const firstPort = 11_000 + Math.floor(Math.random() * 400) * 20;
const where = ['--data', folder];
const place = ['--location', 'Rue Neuve 2, Bruxelles', '--price-cents-per-kwh', '40'];

interface Member {
  readonly name: string;
  readonly pid: number;
  readonly page: string;
}
const members = (): Member[] => JSON.parse(readFileSync(join(folder, 'system.json'), 'utf8')).members;
const member = (name: string): Member => {
  const found = members().find((one) => one.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
};
const get = async (url: string) => (await fetch(url)).json();
const states = async () => {
  const points: { id: string; state: string }[] = await get(`${member('central').page}charge-points`);
  return Object.fromEntries(points.map(({ id, state }) => [id, state]));
};
const soon = (work: () => Promise<void>) => vi.waitFor(work, { timeout: 20_000, interval: 100 });
const become = (expected: Record<string, string>) => soon(async () => expect(await states()).toMatchObject(expected));

/** What a person is told by a command that refuses, and its exit code. */
async function refused(name: string, ...words: readonly string[]) {
  const running = script(name, ...words);
  const { code } = await running.ended;
  return { code, output: running.output() };
}

/** A process that is not ready stays up, too: what it says then is the better error. */
async function ready(running: Script): Promise<void> {
  await running.says(/Ready after|is not ready/);
  expect(running.output()).not.toMatch(/is not ready/);
}

async function startSystem(...words: readonly string[]): Promise<Script> {
  const some = ['--charge-points', '2', '--drivers', '1', '--first-port', String(firstPort)];
  const running = script('system', ...some, ...where, ...words);
  await ready(running);
  return running;
}

describe.skipIf(cannotRun)('npm run system', { timeout: 120_000 }, () => {
  let system: Script;
  beforeAll(async () => {
    if (!cannotRun) system = await startSystem();
  });

  test('says where each page is, and each answers', async () => {
    expect(members()).toHaveLength(6);
    for (const { name, page, pid } of members()) {
      expect(system.output()).toMatch(new RegExp(`^${name} +${page} +${pid}$`, 'm'));
      const answer = await fetch(page);
      expect([name, answer.status, answer.headers.get('content-type')]).toEqual([
        name,
        200,
        expect.stringMatching(/html/),
      ]);
    }
    await become({ 'CP-1': 'ACTIVATED', 'CP-2': 'ACTIVATED' });
  });

  test('keeps secrets where only their owner reads them, and nowhere else', () => {
    const file = join(folder, 'parties', 'CP-1', 'secret');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const secret = readFileSync(file, 'utf8').trim();
    expect(readFileSync(join(folder, 'system.json'), 'utf8')).not.toContain(secret);
    for (const pid of left()) expect(readFileSync(`/proc/${pid}/cmdline`, 'latin1')).not.toContain(secret);
  });

  test('says that a service has died, with its last words, and does not start it again; a person can', async () => {
    const { pid, page } = member('CP-2/engine');
    process.kill(pid, 'SIGKILL');
    await system.says(new RegExp(`CP-2/engine \\(process ${pid}\\) has died: SIGKILL. Nobody starts it again`));
    await system.says(/npm run again -- CP-2\/engine --data .*\n.*The last that it said.*\n +\{.*"msg"/);
    await become({ 'CP-1': 'ACTIVATED', 'CP-2': 'BROKEN' });
    await expect(fetch(page)).rejects.toThrow();
    const again = script('again', 'CP-2/engine', ...where);
    await become({ 'CP-1': 'ACTIVATED', 'CP-2': 'ACTIVATED' });
    expect(await again.interrupt()).toBe(0);
    await become({ 'CP-1': 'ACTIVATED', 'CP-2': 'BROKEN' });
    expect((await refused('again', 'central', ...where)).output).toMatch(/central runs: process/);
  });

  test('takes one more charge point and one more driver, and misses neither of them', async () => {
    const point = script('charge-point', 'CP-6', ...place, '--plug-after-ms', '100', ...where);
    const driver = script('driver', 'D-3', ...where);
    await Promise.all([point, driver].map(ready));
    await become({ 'CP-1': 'ACTIVATED', 'CP-6': 'ACTIVATED' });
    const points = await get(`${member('central').page}charge-points`);
    expect(points).toContainEqual(
      expect.objectContaining({ id: 'CP-6', location: 'Rue Neuve 2, Bruxelles', priceCentsPerKwh: 40 }),
    );
    const page = /^D-3 +(\S+)/m.exec(driver.output())?.[1];
    const body = JSON.stringify({ chargePointId: 'CP-6', targetWh: 20 });
    const headers = { 'content-type': 'application/json' };
    const { id } = await (await fetch(`${page}requests`, { method: 'POST', headers, body })).json();
    await soon(async () =>
      expect(await get(`${page}requests/${id}`)).toMatchObject({ state: 'charged', suppliedWh: 20 }),
    );
    for (const [name, taken, ...words] of [
      ['charge-point', 'CP-6', ...place],
      ['driver', 'D-3'],
      ['driver', 'D-1'],
    ])
      expect(await refused(`${name}`, `${taken}`, ...words, ...where)).toMatchObject({
        code: 64,
        output: expect.stringContaining(`${taken} is taken: process`),
      });
    expect(await Promise.all([point.interrupt(), driver.interrupt()])).toEqual([0, 0]);
    await become({ 'CP-1': 'ACTIVATED', 'CP-6': 'DISCONNECTED' });
    expect(system.output()).not.toMatch(/(CP-6|D-3|CP-1|D-1|central)\S* \(process/);
  });

  test('a second one on the same data is refused before it starts anything', async () => {
    const { code, output } = await refused('system', ...where);
    expect(output).toMatch(/A system runs on .*town already: process \d+/);
    expect(output).not.toContain('Kafka');
    expect(code).toBe(64);
  });

  test('Ctrl-C ends all, leaves nothing, and all is known again when it is started again, at the same places', async () => {
    const pages = members().map(({ page }) => page);
    const began = performance.now();
    expect(await system.interrupt(), system.output()).toBe(0);
    expect(performance.now() - began).toBeLessThan(6000);
    expect(left()).toEqual([]);
    const second = await startSystem();
    expect(members().map(({ page }) => page)).toEqual(pages);
    await become({ 'CP-1': 'ACTIVATED', 'CP-2': 'ACTIVATED', 'CP-6': 'DISCONNECTED' });
    expect(await get(`${member('central').page}tickets`)).toHaveLength(1);
    // Enrolled before: its secret is still known on both sides.
    const point = script('charge-point', 'CP-6', ...place, ...where);
    await become({ 'CP-6': 'ACTIVATED' });
    expect(await point.interrupt()).toBe(0);
    expect(await second.interrupt()).toBe(0);
    expect(left()).toEqual([]);
  });
});

test.each(['system', 'charge-point', 'driver', 'again'])(
  'npm run %s -- --help shows an example first',
  async (name) => {
    const answer = await refused(name, '--help');
    expect(answer.output).toMatch(new RegExp(`^Example:\\n  npm run ${name} -- `));
    expect(answer.output).toContain('--data <folder>');
    expect(answer.code).toBe(0);
  },
);

describe('used wrongly, it says what is wrong and starts nothing:', () => {
  const data = join(temporaryFolder(afterAll), 'nothing');
  test.each([
    ['system', ['--charge-points', '201'], /--charge-points .*"201"/, 64],
    ['system', ['--drivers', 'many'], /--drivers .*"many"/, 64],
    ['system', ['--power-w', '0'], /--power-w .*"0"/, 64],
    ['system', ['--generation', 'next'], /--generation .*"next"/, 64],
    ['system', ['--first-port', '70000'], /--first-port .*"70000"/, 64],
    [
      'system',
      ['--charge-point', '5'],
      /^Unknown option '--charge-point'\nWhat to do: `npm run system -- --help` shows/,
      64,
    ],
    [
      'charge-point',
      [],
      /The id is missing: the first word is the id of a charge point, such as CP-6\.\nWhat to do: /,
      64,
    ],
    ['charge-point', ['CP#1', ...place], /"CP#1" cannot be the id of a charge point/, 64],
    ['charge-point', ['..', ...place], /must not be dots alone/, 64],
    ['charge-point', ['CP-1', '--location', 'here'], /--price-cents-per-kwh .* is missing/, 64],
    ['charge-point', ['CP-1', ...place], /No system runs on .*npm run system/, 3],
    ['driver', ['by-hand'], /"by-hand" cannot be the id of a driver/, 64],
    ['driver', ['D-1'], /No system runs on .*npm run system/, 3],
    ['again', ['central'], /No system runs on .*npm run system/, 3],
  ])('npm run %s -- %j', async (name, words, message, code) => {
    const answer = await refused(name, ...words, '--data', data);
    expect(answer.output).toMatch(message);
    expect(answer.output).not.toContain('    at ');
    expect(answer.code).toBe(code);
    expect(existsSync(data)).toBe(false);
  });
});
