import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { goodRun } from '../../tests/support/histories/good-run.ts';
import { Failure } from '../model/failure.ts';
import { readHistory } from './reader.ts';
import { openHistory } from './writer.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'norestart-history-'));
  path = join(folder, 'history.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const neverBroken = (failure: Failure) => {
  throw failure;
};
const withoutTime = goodRun()
  .filter(({ kind }) => kind !== 'closed')
  .map(({ at: _at, ...draft }) => draft);
const writeAll = () => {
  const writer = openHistory({ path, onBroken: neverBroken });
  for (const draft of withoutTime) writer.record(draft as never);
  return writer;
};

describe('a history on disk', () => {
  test('is read back as it was written, closed with the number of its facts', () => {
    const writer = writeAll();
    writer.close();
    writer.close();
    writer.record({ kind: 'note', about: 'late', text: 'not taken' });
    const { facts } = readHistory(path);
    expect(facts).toEqual(writer.history().facts);
    expect(facts.at(-1)).toMatchObject({ kind: 'closed', facts: withoutTime.length });
  });

  test('has every fact on disk before anybody looks at it', () => {
    const writer = openHistory({ path, onBroken: neverBroken });
    writer.onFact(() => expect(readFileSync(path, 'utf8')).toContain('"kind":"run"'));
    writer.record(withoutTime[0] as never);
    expect.assertions(1);
  });

  test('tells its listeners until they leave', () => {
    const writer = writeAll();
    let told = 0;
    const leave = writer.onFact(() => {
      told += 1;
    });
    writer.record({ kind: 'note', about: 'x', text: 'y' });
    leave();
    writer.record({ kind: 'note', about: 'x', text: 'y' });
    expect(told).toBe(1);
  });

  test('keeps its time from running back', () => {
    const writer = writeAll();
    const times = writer.history().facts.map(({ at }) => at);
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  test('cut off in the last line loses that line alone', () => {
    const writer = writeAll();
    writer.close();
    writeFileSync(path, readFileSync(path).subarray(0, -5));
    const { facts } = readHistory(path);
    expect(facts).toEqual(writer.history().facts.slice(0, -1));
  });

  test.each([
    ['a line that is not JSON', 'not json\n', /history\.jsonl:\d+: the line is not JSON/],
    ['a fact of an unknown kind', '{"kind":"gossip","at":1}\n', /history\.jsonl:\d+: kind/],
    ['a fact with a wrong field', '{"kind":"note","at":"soon","about":"x","text":"y"}\n', /history\.jsonl:\d+: at/],
    ['a newer format', '{"kind":"run","format":3}\n', /format 3 is newer than this norestart/],
  ])('%s is an error that says where', (_what, line, message) => {
    writeAll();
    appendFileSync(path, line);
    expect(() => readHistory(path)).toThrow(message);
    expect(() => readHistory(path)).toThrow(Failure);
  });

  test('with a line of 50 MB is refused at once, with its place and what to do', () => {
    writeAll();
    appendFileSync(path, `{"kind":"note","text":"${'x'.repeat(50_000_000)}"}\n`);
    const read =
      'try { (await import(process.argv[1])).readHistory(process.argv[2]) } catch (error) { console.log(JSON.stringify([error.message, error.remedy, process.resourceUsage().maxRSS])) }';
    const began = performance.now();
    const words = ['--input-type=module', '--eval', read, fileURLToPath(new URL('reader.ts', import.meta.url)), path];
    const [message, remedy, kilobytes] = JSON.parse(
      execFileSync(process.execPath, words, { encoding: 'utf8', timeout: 20_000 }),
    );
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(kilobytes).toBeLessThan(300_000);
    expect(message).toContain(`history.jsonl:${withoutTime.length + 1}: the line is longer than`);
    expect(remedy).toContain(`\`head -n ${withoutTime.length}\``);
  });

  describe('that was edited', () => {
    const edited = (change: (lines: string[]) => readonly string[]) => {
      writeAll().close();
      writeFileSync(path, `${change(readFileSync(path, 'utf8').trimEnd().split('\n')).join('\n')}\n`);
      return () => readHistory(path);
    };
    const count = withoutTime.length;
    const at = (line: string | undefined, time: number) => JSON.stringify({ ...JSON.parse(line ?? ''), at: time });

    test('so that a fact is gone, is refused at the line that closed it', () => {
      const read = edited((lines) => lines.toSpliced(5, 1));
      expect(read).toThrow(`history.jsonl:${count}: it was closed with ${count} facts, and ${count - 1} stand before`);
    });
    test('so that a fact is there twice, or stands behind the end, too', () => {
      expect(edited((lines) => lines.toSpliced(5, 0, lines[5] ?? ''))).toThrow(/some were added/);
      rmSync(path);
      const late = at('{"kind":"note","about":"x","text":"y"}', 1e9);
      expect(edited((lines) => [...lines, late])).toThrow(/stands behind the fact that closed it/);
    });
    test('so that time runs back, at that line', () => {
      const read = edited((lines) => lines.with(5, at(lines[5], 1e9)));
      expect(read).toThrow(/history\.jsonl:7: time runs back, from 1000000000 ms to/);
    });
    test('so that another run begins in it, at that line', () => {
      expect(edited((lines) => lines.with(5, at(lines[0], 1e9)))).toThrow(/history\.jsonl:6: a second run begins here/);
    });
    test('so that nothing is left, is said to be empty', () => {
      writeFileSync(path, '{"kind":"ru');
      expect(() => readHistory(path)).toThrow(/no fact is in it/);
    });
  });

  test('that is not there, or does not begin with its run, is an error', () => {
    expect(() => readHistory(path)).toThrow(/read the run .*: there is no history\.jsonl in it$/);
    writeFileSync(path, '{"kind":"note","at":1,"about":"x","text":"y"}\n');
    expect(() => readHistory(path)).toThrow(/must begin with a fact of the kind "run"/);
  });

  test('is not written through a link', () => {
    const elsewhere = join(folder, 'precious');
    writeFileSync(elsewhere, 'precious');
    symlinkSync(elsewhere, path);
    expect(writeAll).toThrow(/ELOOP/);
    expect(readFileSync(elsewhere, 'utf8')).toBe('precious');
  });

  test('on a full disk says so once, and keeps what was written', () => {
    const failures: Failure[] = [];
    const writer = openHistory({ path: '/dev/full', onBroken: (failure) => failures.push(failure) });
    for (const draft of withoutTime) writer.record(draft as never);
    writer.close();
    expect(failures).toHaveLength(1);
    expect(failures[0]?.message).toMatch(/ENOSPC/);
  });
});
