import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { goodRun } from '../../tests/support/histories/good-run.ts';
import { openHistory } from '../store/writer.ts';
import { ms, seconds } from './clock.ts';
import { waitFor } from './wait.ts';

const recorder = () => {
  const path = join(mkdtempSync(join(tmpdir(), 'norestart-wait-')), 'history.jsonl');
  const opened = openHistory({ path, onBroken: (failure) => Promise.reject(failure) });
  const { at: _at, ...run } = goodRun()[0] as ReturnType<typeof goodRun>[number];
  opened.record(run as never);
  return opened;
};
const never = new AbortController().signal;

describe('a wait', () => {
  test('ends with the fact that it waits for', async () => {
    const history = recorder();
    const until = () => history.history().of('note').length > 0;
    const waiting = waitFor({ recorder: history, until, within: seconds(5), signal: never });
    history.record({ kind: 'note', about: 'x', text: 'y' });
    expect(await waiting).toBe(true);
  });

  test('ends at once when the fact is there already', async () => {
    expect(await waitFor({ recorder: recorder(), until: () => true, within: ms(0), signal: never })).toBe(true);
  });

  test('says false when the time is over, and looks no more', async () => {
    const history = recorder();
    let looks = 0;
    const until = () => {
      looks += 1;
      return false;
    };
    expect(await waitFor({ recorder: history, until, within: ms(20), signal: never })).toBe(false);
    const looked = looks;
    history.record({ kind: 'note', about: 'x', text: 'y' });
    await new Promise(setImmediate);
    expect(looks).toBe(looked);
  });

  test('rejects with the reason of an abort', async () => {
    const ending = new AbortController();
    const waiting = waitFor({ recorder: recorder(), until: () => false, within: seconds(5), signal: ending.signal });
    ending.abort(new Error('Ctrl-C'));
    await expect(waiting).rejects.toThrow('Ctrl-C');
    await expect(
      waitFor({ recorder: recorder(), until: () => true, within: seconds(5), signal: ending.signal }),
    ).rejects.toThrow('Ctrl-C');
  });
});
