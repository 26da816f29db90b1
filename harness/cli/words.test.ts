import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import type { Failure } from '../model/failure.ts';
import { nearest } from '../util/nearest.ts';
import { plain } from '../util/plain-text.ts';
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
  const flags = [
    { long: '--variant', required: true, flags: '--variant <name>' },
    { long: '--seed', required: true, flags: '--seed <n>' },
    { long: '--tag', required: true, flags: '--tag <name>' },
    { long: '--json', required: false, flags: '--json' },
  ];
  const isOwn = (word: string) => names.includes(word);
  const refusal = (command: string, words: readonly string[], environment: NodeJS.ProcessEnv) => {
    try {
      refuseSwallowedFlags({ command, flags, words, isOwn }, environment);
      return null;
    } catch (error) {
      return error as Failure;
    }
  };
  const scenario = { npm_lifecycle_event: 'scenario', npm_lifecycle_script: 'node norestart.js run' };
  const norestart = { npm_lifecycle_event: 'norestart', npm_lifecycle_script: 'node norestart.js' };

  test.each([
    [
      'run',
      ['slow-kafka', 'before'],
      { ...scenario, npm_config_variant: 'true' },
      'scenario slow-kafka -- --variant before',
    ],
    [
      'run',
      ['before', 'slow-kafka'],
      { ...scenario, npm_config_variant: 'true' },
      'scenario slow-kafka -- --variant before',
    ],
    ['run', ['slow-kafka'], { ...scenario, npm_config_variant: 'before' }, 'scenario slow-kafka -- --variant before'],
    [
      'run',
      ['calm', 'before', '7'],
      { ...scenario, npm_config_variant: 'true', npm_config_seed: 'true' },
      'scenario calm -- --variant <name> --seed <n>',
    ],
    ['list', [], { ...norestart, npm_config_tag: 'three-brokers' }, 'norestart list -- --tag three-brokers'],
    ['list', ['slow-*'], { ...norestart, npm_config_json: 'true' }, "norestart list 'slow-*' -- --json"],
  ])('of %s %j are named, with the right form to type', (command, words, environment, right) => {
    const failure = refusal(command, words, environment);
    expect(failure?.message).toMatch(/npm kept --[a-z, -]+ for itself/);
    expect(failure?.remedy).toBe(`Put two dashes before the flags: npm run ${right}`);
  });

  test('are none outside of npm, and none when npm kept nothing', () => {
    expect(refusal('run', ['slow-kafka'], { npm_config_variant: 'before' })).toBeNull();
    expect(refusal('run', ['slow-kafka'], { ...scenario, npm_config_variant: '' })).toBeNull();
  });

  test('are none that only a file of settings says', () => {
    const file = join(temporaryFolder(), '.npmrc');
    writeFileSync(file, 'fund=false\ntag = next\n');
    const environment = { ...norestart, npm_config_tag: 'next', npm_config_userconfig: file };
    expect(refusal('list', [], environment)).toBeNull();
    expect(refusal('list', [], { ...environment, npm_config_json: 'true' })?.remedy).toMatch(/list -- --json$/);
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
