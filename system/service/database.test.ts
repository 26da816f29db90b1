import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, transact } from './database.ts';

const migrations = ['CREATE TABLE words (word TEXT PRIMARY KEY) STRICT'];
let folder: string;
let path: string;
let database: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-test-'));
  path = join(folder, 'test.db');
  database = openDatabase(path, migrations);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const write = (word: string) => database.prepare('INSERT INTO words VALUES (?)').run(word);
/** What is on disk: read by a connection that has no part in any transaction. */
const written = () => {
  const other = new DatabaseSync(path, { readOnly: true });
  const words = other.prepare('SELECT word FROM words ORDER BY word').all();
  other.close();
  return words.map(({ word }) => word);
};

test('what is inside happens at its end, and its result is handed on', () => {
  const result = transact(database, () => {
    write('a');
    write('b');
    expect(written()).toEqual([]);
    return 'done';
  });
  expect(result).toBe('done');
  expect(written()).toEqual(['a', 'b']);
});

test('nothing of it happens when it throws, the error is its own, and the next one works', () => {
  const error = new Error('on purpose');
  const failing = () =>
    transact(database, () => {
      write('a');
      throw error;
    });
  expect(failing).toThrow(error);
  expect(database.isTransaction).toBe(false);
  expect(written()).toEqual([]);
  transact(database, () => write('b'));
  expect(written()).toEqual(['b']);
});

test('nothing of it happens when the database refuses a part', () => {
  expect(() =>
    transact(database, () => {
      write('a');
      write('a');
    }),
  ).toThrow('UNIQUE');
  expect(written()).toEqual([]);
});

test('one inside another is part of it', () => {
  transact(database, () => {
    write('outer');
    transact(database, () => write('inner'));
    expect(written()).toEqual([]);
  });
  expect(written()).toEqual(['inner', 'outer']);
});

test.each(['inner', 'outer'])('one inside another is undone with it when the %s one throws', (thrower) => {
  const nested = () =>
    transact(database, () => {
      transact(database, () => {
        write('a');
        if (thrower === 'inner') throw new Error('inner');
      });
      write('b');
      throw new Error('outer');
    });
  expect(nested).toThrow(thrower);
  expect(written()).toEqual([]);
});

test('what was written survives a killed process, and what was under way does not', () => {
  const module = JSON.stringify(new URL('./database.ts', import.meta.url).href);
  const script = `
    import { openDatabase, transact } from ${module};
    const database = openDatabase(${JSON.stringify(path)}, ${JSON.stringify(migrations)});
    transact(database, () => database.exec("INSERT INTO words VALUES ('kept')"));
    transact(database, () => {
      database.exec("INSERT INTO words VALUES ('under way')");
      process.kill(process.pid, 'SIGKILL');
      for (;;);
    });`;
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { timeout: 20_000 });
  expect(signal).toBe('SIGKILL');
  expect(written()).toEqual(['kept']);
});

test('it is opened so that what is written is on disk, and opening it again keeps what is there', () => {
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  expect(database.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 2000 });
  write('a');
  openDatabase(path, migrations).close();
  expect(written()).toEqual(['a']);
});

const versionOf = (opened: DatabaseSync) => opened.prepare('PRAGMA user_version').get()?.user_version;
const longer = "ALTER TABLE words ADD COLUMN language TEXT NOT NULL DEFAULT 'en'";
const seeded = "INSERT INTO words VALUES ('seed', 'la')";

test('an older database is brought up, each migration is applied once, and what it held is kept', () => {
  write('a');
  const newest = [...migrations, longer, seeded];
  for (const _start of [1, 2]) {
    const opened = openDatabase(path, newest);
    expect(versionOf(opened)).toBe(3);
    expect(opened.prepare('SELECT word, language FROM words ORDER BY word').all()).toEqual([
      { word: 'a', language: 'en' },
      { word: 'seed', language: 'la' },
    ]);
    opened.close();
  }
});

test('a migration that fails leaves nothing of itself, says so, and keeps those before it', () => {
  const failing = () => openDatabase(path, [...migrations, longer, `${seeded}; DELETE FROM nowhere`]);
  expect(failing).toThrow(`The database ${path} stays at version 2: its next migration failed: no such table: nowhere`);
  expect(versionOf(database)).toBe(2);
  expect(written()).toEqual([]);
});

test('a database of a newer version is refused and left as it is', () => {
  openDatabase(path, [...migrations, longer, seeded]).close();
  expect(() => openDatabase(path, migrations)).toThrow(
    `The database ${path} has version 3, and this service knows versions up to 1`,
  );
  expect(versionOf(database)).toBe(3);
  expect(written()).toEqual(['seed']);
});
