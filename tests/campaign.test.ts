import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHistory } from '../harness/store/reader.ts';
import { historyFile } from '../harness/store/run-folder.ts';
import { command, makeFolder } from './support/command.ts';
import { cannotRun } from './support/messaging/kafka.ts';

function historyOf(out: string, scenario: string) {
  const folder = readdirSync(out).find((name) => name.startsWith(`${scenario}-`)) ?? '';
  return readHistory(join(out, folder, historyFile));
}

test.skipIf(cannotRun)(
  'several are run one after the other, and a control counts as it should be',
  { timeout: 180_000 },
  async () => {
    const out = makeFolder();
    const running = command(['run', 'calm', 'canary', '--out', out]);
    const { code } = await running.ended;
    const output = running.output();
    expect(output).toMatch(/calm \(resilient\) begins; about \d+ s to go/);
    expect(output).toMatch(/ok +1\/2 +calm \(resilient\): recovered \(.* s\) .*report\.html/);
    expect(output).toMatch(/ok +2\/2 +canary \(resilient\): VIOLATED, as this control must be/);
    expect(output).toMatch(
      /2 of 2 as they should be\.\n\n {2}recovered +resilient\n {2}calm +1 of 1\n {2}canary +0 of 1/,
    );
    expect(output.trimEnd().split('\n').at(-1)).toMatch(/^reports: /);
    expect(readdirSync(join(out, 'campaign'))).toHaveLength(2);
    expect(code).toBe(0);
    // The second began while the first was ended and reported, and not before all of that was measured.
    expect(output.search(/canary \(resilient\) begins/)).toBeLessThan(output.search(/ok +1\/2/));
    const [calm, canary] = ['calm', 'canary'].map((name) => historyOf(out, name));
    const down = calm?.facts.find((fact) => fact.kind === 'step' && fact.step === 'down');
    expect(canary?.run.startedAt).toBeGreaterThan((calm?.run.startedAt ?? Number.NaN) + (down?.at ?? Number.NaN));
  },
);

test('the gravest end is the end of all, and one document tells of each', async () => {
  const file = join(makeFolder(), 'a-file');
  writeFileSync(file, '');
  const words = ['run', 'calm', 'canary', '--variant', 'before,after', '--seed', '7', '--workers', '2', '--json'];
  const running = command([...words, '--out', makeFolder()], { XDG_CACHE_HOME: file });
  const { code } = await running.ended;
  const document = JSON.parse(running.printed());
  expect(code).toBe(3);
  expect(document).toMatchObject({ format: 1, command: 'run', exitCode: 3, seed: 7 });
  const runs: readonly { scenario: string; variant: string; exitCode: number; seed: number }[] = document.runs;
  expect(runs.map(({ scenario, variant }) => `${scenario} ${variant}`).sort()).toEqual([
    ...['calm after', 'calm before', 'canary after', 'canary before'],
  ]);
  expect(runs.every((run) => run.exitCode === 3)).toBe(true);
  expect(new Set(runs.map(({ seed }) => seed)).size).toBe(4);
});

test('a wrong word ends it before anything begins', async () => {
  const out = makeFolder();
  const running = command(['run', 'calm', 'canary', '--out', out, '--variant', 'resilient,afer']);
  expect((await running.ended).code).toBe(64);
  expect(running.output()).toMatch(/did you mean "after"\?/);
  expect(readdirSync(out)).toEqual([]);
});
