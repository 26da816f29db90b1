import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { identityOf } from './processes.ts';
import { openRegistry } from './registry.ts';

function open(folder = temporaryFolder()) {
  const registry = openRegistry(folder);
  onTestFinished(() => registry.close());
  return registry;
}

test('a run is remembered with its harness, processes and ports, by whoever looks, until it leaves', () => {
  const folder = temporaryFolder();
  const [registry, other] = [open(folder), open(folder)];
  const own = identityOf(process.pid);
  registry.enter({ run: 'one', scratchFolder: '/scratch/one' });
  registry.addProcess('one', own, 'broker');
  expect(registry.claimPortBlock('one', 20000)).toBe(true);
  expect(other.runs()).toMatchObject([
    { run: 'one', scratchFolder: '/scratch/one', harness: own, processes: [{ ...own, what: 'broker' }] },
  ]);
  other.enter({ run: 'two', scratchFolder: '/scratch/two' });
  expect(other.claimPortBlock('two', 20000), 'it is the first one’s').toBe(false);
  registry.leave('one');
  expect(other.runs().map(({ run }) => run)).toEqual(['two']);
  expect(other.claimPortBlock('two', 20000), 'its ports went with it').toBe(true);
});

test('a run cannot be entered twice', () => {
  const registry = open();
  registry.enter({ run: 'one', scratchFolder: '/nowhere' });
  expect(() => registry.enter({ run: 'one', scratchFolder: '/nowhere' })).toThrow(/still going on/);
});

test('a registry that is damaged is named, with what to do', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'registry.sqlite');
  writeFileSync(file, 'this is no database, and never was one. '.repeat(100));
  expect(() => openRegistry(folder)).toThrow(
    expect.objectContaining({
      kind: 'missing',
      message: expect.stringContaining(file),
      remedy: expect.stringContaining('delete it'),
    }),
  );
});
