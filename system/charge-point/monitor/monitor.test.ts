import { describe, expect, test } from 'vitest';
import { lifeSign, monitor as monitorOf } from './monitor.ts';

const silent = { well: false, reason: 'The engine does not answer.' };

function watched() {
  let now = 5000;
  const monitor = monitorOf({ now: () => now, silentAfterMs: 2000 });
  return {
    monitor,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

/** What central is told in one life sign. */
async function told(state: Parameters<typeof lifeSign>[1]): Promise<string[][]> {
  const sent: string[][] = [];
  const link = { send: async (...fields: string[]) => void sent.push(fields), close: () => undefined };
  await lifeSign(link, state);
  return sent;
}

describe('what a monitor knows of its engine', () => {
  test('before the first answer it is silent', () => {
    expect(watched().monitor.engine()).toEqual(silent);
  });

  test('is what the engine said last, with its reason', () => {
    const { monitor } = watched();
    monitor.heard(['OK']);
    expect(monitor.engine()).toEqual({ well: true });
    monitor.heard(['KO', 'smoke']);
    expect(monitor.engine()).toEqual({ well: false, reason: 'smoke' });
    monitor.heard(['KO']);
    expect(monitor.engine()).toEqual({ well: false, reason: 'The engine gives no reason.' });
    monitor.heard(['OK']);
    expect(monitor.engine()).toEqual({ well: true });
  });

  test('is worth nothing when it is too old, to the millisecond', () => {
    const { monitor, wait } = watched();
    monitor.heard(['OK']);
    wait(2000);
    expect(monitor.engine()).toEqual({ well: true });
    wait(1);
    expect(monitor.engine()).toEqual(silent);
    monitor.heard(['OK']);
    expect(monitor.engine()).toEqual({ well: true });
  });

  test('is worth nothing when the link has ended', () => {
    const { monitor } = watched();
    monitor.heard(['OK']);
    monitor.linkDown();
    expect(monitor.engine()).toEqual(silent);
  });

  test('is not changed, nor made younger, by a word that nobody understands', () => {
    const { monitor, wait } = watched();
    monitor.heard(['OK']);
    wait(1500);
    monitor.heard(['WELL']);
    monitor.heard([]);
    expect(monitor.engine()).toEqual({ well: true });
    wait(600);
    expect(monitor.engine()).toEqual(silent);
  });
});

describe('a life sign', () => {
  test('says that the monitor lives, and how the engine is', async () => {
    expect(await told({ well: true })).toEqual([['ALIVE'], ['REPAIRED']]);
    expect(await told({ well: false, reason: 'smoke' })).toEqual([['ALIVE'], ['FAULT', 'smoke']]);
  });

  test('says nothing of the engine when the link has failed at the first word', async () => {
    const sent: string[] = [];
    const send = async (word = '') => {
      sent.push(word);
      throw new Error('The link has ended.');
    };
    await expect(lifeSign({ send, close: () => undefined }, { well: true })).rejects.toThrow('ended');
    expect(sent).toEqual(['ALIVE']);
  });
});
