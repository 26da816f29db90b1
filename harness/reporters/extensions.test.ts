import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import type { Fact } from '../model/fact.ts';
import { extensions } from './extensions.ts';

const folder = 'reports/x';
const module = (text: string): string => {
  const path = join(temporaryFolder(), 'mine.mjs');
  writeFileSync(path, text);
  return path;
};
const run = { scenario: 'calm', title: 'Calm', variant: 'only', runtime: 'native', folder };
const note: Fact = { kind: 'note', at: 1, about: 'x', text: 'y' };

describe('a reporter of somebody’s own', () => {
  test('hears of everything in its order, as an object or made by a function', async () => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const hooks = `{ begin: ({ scenario }) => heard.push('begin ' + scenario), event: ({ kind }) => heard.push(kind),
      report: (folder) => heard.push('report'), end: (_run, code) => heard.push('end ' + code) }`;
    for (const text of [`export default ${hooks};`, `export default () => (${hooks});`]) {
      const [reporter] = await extensions([module(text)], () => undefined);
      reporter?.begin?.(run);
      reporter?.event?.(note);
      reporter?.report?.(folder, {} as never);
      await reporter?.end?.(run, 1);
    }
    expect(heard).toEqual(['begin calm', 'note', 'report', 'end 1', 'begin calm', 'note', 'report', 'end 1']);
  });

  test('that fails is told of once, and hears nothing more', async () => {
    const said: string[] = [];
    const path = module(`let times = 0;
      export default { event: () => { times += 1; throw new Error('full ' + times); }, end: () => { throw 1; } };`);
    const [reporter] = await extensions([path], (line) => void said.push(line));
    reporter?.event?.(note);
    await reporter?.end?.(run, 0);
    await reporter?.end?.(run, 0);
    expect(said).toEqual([`the reporter ${path} failed in event, and hears nothing more: full 1`]);
  });

  test('changes nothing of what it is given', async () => {
    const [reporter] = await extensions(
      [module(`export default { event: (f) => { f.text = 'z'; }, report: (_, r) => { r.verdict = 'recovered'; } };`)],
      () => undefined,
    );
    const fact = { ...note };
    const report = { verdict: 'violated' };
    reporter?.event?.(fact);
    reporter?.report?.(folder, report as never);
    await reporter?.end?.(run, 1);
    expect(fact).toEqual(note);
    expect(report).toEqual({ verdict: 'violated' });
  });

  test('may wait: each hook follows the one before, and the end is last', async () => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const [reporter] = await extensions(
      [
        module(`const after = (ms, word) => new Promise((done) => setTimeout(done, ms)).then(() => heard.push(word));
          export default { begin: () => after(60, 'begin'), event: () => after(30, 'event'),
            report: () => after(10, 'report'), end: () => after(1, 'end') };`),
      ],
      () => undefined,
    );
    reporter?.begin?.(run);
    reporter?.event?.(note);
    reporter?.report?.(folder, {} as never);
    await reporter?.end?.(run, 0);
    expect(heard).toEqual(['begin', 'event', 'report', 'end']);
  });

  test('that fails late, or never ends, is told of before the end', async () => {
    const said: string[] = [];
    const late = module(`export default { event: async () => { await 1; throw new Error('full'); } };`);
    const stuck = module('export default { begin: () => new Promise(() => undefined) };');
    const both = await extensions([late, stuck], (line) => void said.push(line), 50);
    for (const one of both) {
      one.begin?.(run);
      one.event?.(note);
      await one.end?.(run, 0);
    }
    expect(said).toEqual([
      `the reporter ${late} failed in event, and hears nothing more: full`,
      `the reporter ${stuck} failed in end, and hears nothing more: it is not done after 0.05 s`,
    ]);
  });

  test.each([
    ['throws', 'throw new Error("no such colour");', /no such colour/],
    ['throws when it is made', 'export default () => { throw new Error("no such file"); };', /no such file/],
    ['exports nothing', '', /no reporter/],
    ['has no hook', 'export default { onBegin: () => 1 };', /none of begin, event, report, end/],
    ['has a hook that is no function', 'export default { begin: 1 };', /`begin` is no function/],
  ])('that %s is refused with its file', async (_what, text, happened) => {
    const path = module(text);
    const failure = await extensions([path], () => undefined).catch((error) => error);
    expect(failure).toMatchObject({ kind: 'usage' });
    expect(failure.message).toContain(path);
    expect(failure.message).toMatch(happened);
  });

  test('is named once, and there', async () => {
    const path = module('export default { begin: () => 1 };');
    await expect(extensions([path, path], () => undefined)).rejects.toThrow('it is named twice');
    await expect(extensions(['none.mjs'], () => undefined)).rejects.toThrow(/none\.mjs/);
  });
});
