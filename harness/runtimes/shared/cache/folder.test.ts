import { homedir } from 'node:os';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cacheFolder } from './location.ts';

const home = homedir();

test.each([
  [{ XDG_CACHE_HOME: '/x', HOME: '/home/j' }, '/x/norestart'],
  [{ XDG_CACHE_HOME: '', HOME: '/home/j' }, '/home/j/.cache/norestart'],
  [{ XDG_CACHE_HOME: 'cache', HOME: '/home/j' }, '/home/j/.cache/norestart'],
  [{ XDG_CACHE_HOME: '~/x', HOME: '/home/j' }, '/home/j/.cache/norestart'],
  [{ XDG_CACHE_HOME: '/a:b%20 #?ü\\', HOME: '' }, '/a:b%20 #?ü\\/norestart'],
  [{ HOME: '' }, `${home}/.cache/norestart`],
  [{ HOME: 'here' }, `${home}/.cache/norestart`],
  [{}, `${home}/.cache/norestart`],
])('with %j the cache is %s', (environment, folder) => {
  expect(cacheFolder(environment)).toBe(folder);
});

test('whatever the environment says, it is never a folder below the one where somebody stands', () => {
  const texts = fc.option(
    fc.oneof(
      fc.string(),
      fc.string().map((text) => `/${text}`),
    ),
    { nil: undefined },
  );
  fc.assert(
    fc.property(texts, texts, (XDG_CACHE_HOME, HOME) => {
      expect(cacheFolder({ XDG_CACHE_HOME, HOME })).toMatch(/^\/(.*\/)?norestart$/s);
    }),
  );
});
