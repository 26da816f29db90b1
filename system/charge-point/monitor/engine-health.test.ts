import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeFrame } from '../../link/frame.ts';
import { lifeSign } from './central-link.ts';
import { engineHealth } from './engine-health.ts';

const silent = { well: false, reason: 'The engine does not answer.' };

function watched() {
  let now = 5000;
  const health = engineHealth({ now: () => now, silentAfterMs: 2000 });
  return {
    health,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

/** What central is told in one life sign. */
async function told(state: Parameters<typeof lifeSign>[1]): Promise<string[][]> {
  const sent: string[][] = [];
  const link = { send: async (...fields: string[]) => void sent.push(fields) };
  await lifeSign(link, state);
  return sent;
}

describe('what a monitor knows of its engine', () => {
  test('before the first answer it is silent', () => {
    expect(watched().health.engine()).toEqual(silent);
  });

  test('is what the engine said last, with its reason', () => {
    const { health } = watched();
    health.heard(['OK']);
    expect(health.engine()).toEqual({ well: true });
    health.heard(['KO', 'smoke']);
    expect(health.engine()).toEqual({ well: false, reason: 'smoke' });
    health.heard(['KO']);
    expect(health.engine()).toEqual({ well: false, reason: 'The engine gives no reason.' });
    health.heard(['OK']);
    expect(health.engine()).toEqual({ well: true });
  });

  test.each(['', ' ', '#', '\u0000'])('has a reason of its own for one that says nothing: %j', (reason) => {
    const { health } = watched();
    health.heard(['KO', reason]);
    expect(health.engine()).toEqual({ well: false, reason: 'The engine gives no reason.' });
  });

  test('can always be told on in a frame', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (reason) => {
        const { health } = watched();
        health.heard(['KO', reason]);
        const state = health.engine();
        expect(() => encodeFrame(['FAULT', state.well ? '' : state.reason])).not.toThrow();
      }),
    );
  });

  test('is worth nothing when it is too old, to the millisecond', () => {
    const { health, wait } = watched();
    health.heard(['OK']);
    wait(2000);
    expect(health.engine()).toEqual({ well: true });
    wait(1);
    expect(health.engine()).toEqual(silent);
    health.heard(['OK']);
    expect(health.engine()).toEqual({ well: true });
  });

  test('is worth nothing when the link has ended', () => {
    const { health } = watched();
    health.heard(['OK']);
    health.linkDown();
    expect(health.engine()).toEqual(silent);
  });

  test('is not changed, nor made younger, by a word that nobody understands', () => {
    const { health, wait } = watched();
    health.heard(['OK']);
    wait(1500);
    health.heard(['WELL']);
    health.heard([]);
    expect(health.engine()).toEqual({ well: true });
    wait(600);
    expect(health.engine()).toEqual(silent);
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
    await expect(lifeSign({ send }, { well: true })).rejects.toThrow('ended');
    expect(sent).toEqual(['ALIVE']);
  });
});
