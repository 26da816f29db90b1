import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plain } from '../reporters/console.ts';
import { nearest } from './nearest.ts';
import { refuseSwallowedFlags } from './swallowed.ts';

const names = ['calm', 'canary', 'mid-run-outage', 'never-starts', 'slow-kafka', 'very-slow-kafka'];

describe('the nearest name', () => {
  test.each([
    ['slow-kafak', 'slow-kafka'],
    ['slowkafka', 'slow-kafka'],
    ['Calm', 'calm'],
    ['mid-run', 'mid-run-outage'],
    ['nver-starts', 'never-starts'],
  ])('of %s is %s', (word, name) => expect(nearest(word, names)).toBe(name));

  test('is none when nothing is near', () => expect(nearest('database-on-fire', names)).toBeUndefined());
});

describe('flags that npm swallowed', () => {
  const npm = { npm_lifecycle_event: 'scenario' };

  test('are named, with the right form to type', () => {
    const refuse = () =>
      refuseSwallowedFlags(['generation'], ['slow-kafka', 'before'], { ...npm, npm_config_generation: 'before' });
    expect(refuse).toThrow(/npm kept --generation for itself/);
    try {
      refuse();
    } catch (error) {
      expect((error as { remedy: string }).remedy).toContain('npm run scenario slow-kafka -- --generation before');
    }
  });

  test('are none outside of npm, and none when npm kept nothing', () => {
    refuseSwallowedFlags(['generation'], ['slow-kafka'], { npm_config_generation: 'before' });
    refuseSwallowedFlags(['generation'], ['slow-kafka'], npm);
  });
});

describe('plain text', () => {
  test('holds no control character, whatever a history says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([...plain(text)].every((letter) => (letter.codePointAt(0) ?? 0) >= 32)).toBe(true);
      }),
    );
    expect(plain('a\u001b[2Jb\rc\u009bd')).toBe('ab c d');
  });

  test('cannot be written from right to left, or begin another line', () => {
    expect(plain('\u202edetaloiv\u202c \u2066x\u2069\u2028y')).toBe(' detaloiv   x  y');
  });
});
