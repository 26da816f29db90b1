import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as words from '../harness/index.ts';
import { loadScenario } from '../harness/suite/scenarios.ts';
import { temporaryFolder } from './support/native/temporary-folder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const text = read('docs/writing-a-scenario.md');
const example = /```ts\n(import [\s\S]*?)```/.exec(text)?.[1] ?? '';

/** Whether a fault is not only there under the name that it had. */
const isOfToday = (name: string): boolean =>
  !new RegExp(`@deprecated.*\\n  ${name.split('.')[1]}: `).test(
    read('harness/faults/index.ts')
      .split(`export const ${name.split('.')[0]} = {`)[1]
      ?.split('\n};')[0] ?? '',
  );

/** Loads a story as it would be loaded from `scenarios/ev-charging/stories/`, where what it imports lies beside it. */
function load(story: string) {
  const beside = (_whole: string, path: string) =>
    `from ${JSON.stringify(join(root, 'scenarios/ev-charging/stories', path))}`;
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'driver-cut-off.ts'), story.replaceAll(/from '(\.[^']*)'/g, beside));
  return loadScenario('driver-cut-off', folder);
}

describe('the document on writing a scenario', () => {
  test('has an example that is a well-made scenario', async () => {
    expect(example).toContain('export default scenario({');
    expect((await load(example)).steps.map((step) => step.do)).toContain('during');
  });

  test.each([
    ['a field that is missing', example.replace(/ {2}title: .*\n/, ''), /title/],
    [
      'a fault of three brokers',
      example.replace(/route\.cut\(.*?\)/, "{ fault: 'broker.partitioned', with: { topic: 'x', partition: 0 } }"),
      /broker/,
    ],
    ['a word that the harness has not', example.replaceAll('honestReadiness', 'honestWhileAway'), /expect/],
  ])('would have been found out with %s', async (_what, story, said) => {
    expect(story).not.toBe(example);
    await expect(load(story)).rejects.toThrow(said);
  });

  test('names every fault, and none that is not there', () => {
    const { broker, route, link, service, topics } = words;
    const groups = Object.entries({ broker, route, link, service, topics });
    const there = groups
      .flatMap(([group, faults]) => Object.keys(faults).map((name) => `${group}.${name}`))
      .filter(isOfToday);
    const named = [...text.matchAll(/`((?:broker|route|link|service|topics)\.\w+)\(/g)].map(([, name]) => name);
    expect([...new Set(named)].sort()).toEqual(there.sort());
  });

  test('names every field of a scenario', () => {
    const [, shape = ''] = /export interface Scenario \{([\s\S]*?)\n\}/.exec(read('harness/model/scenario.ts')) ?? [];
    const fields = [...shape.matchAll(/readonly (\w+)\??:/g)].map(([, field]) => field);
    const told = [...text.matchAll(/^\| `(\w+)` +\|/gm)].map(([, field]) => field);
    expect(fields.length).toBeGreaterThan(9);
    expect(told).toEqual(expect.arrayContaining(fields));
  });

  test.each([
    [
      'step',
      'harness/engine/steps',
      [
        'during',
        'expectAvailability',
        'wait',
        'expectRecovery',
        'startBroker',
        'startServices',
        'together',
        'waitUntil',
      ],
    ],
    ['condition', 'harness/engine/conditions.ts', exportsOf('harness/engine/conditions.ts')],
  ])('names every %s that a story may import (%s)', (_what, _where, names) => {
    const mayBeImported = names.filter((name) => name in words);
    expect(mayBeImported.length).toBeGreaterThan(6);
    expect(mayBeImported.filter((name) => !text.includes(`\`${name}(`))).toEqual([]);
  });
});

function exportsOf(path: string): string[] {
  return [...read(path).matchAll(/^export (?:function|const) (\w+)/gm)].map(([, name = '']) => name);
}
