import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { followAccepted } from './accepted.ts';
import { followLog, logIn } from './follow-log.ts';

const file = () => join(temporaryFolder(), 'some.log');

test('a log that is not there yet has no lines and no length', () => {
  const path = file();
  expect(followLog(path)()).toEqual([]);
  expect(logIn(path).bytes()).toBe(0);
});

test('each line is given once, and half a line when it is whole', () => {
  const path = file();
  const fresh = logIn(path).follow();
  appendFileSync(path, 'one\ntw');
  expect(fresh()).toEqual(['one']);
  expect(fresh()).toEqual([]);
  appendFileSync(path, 'o\n\nthree\n');
  expect(fresh()).toEqual(['two', '', 'three']);
  expect(logIn(path).bytes()).toBe(15);
  expect(followLog(path)()).toEqual(['one', 'two', '', 'three']);
});

test('lines that are longer than what is read at once stay whole, with every letter', () => {
  const path = file();
  const long = 'é'.repeat(50_001);
  appendFileSync(path, `${long}\n${long}\nend\n`);
  expect(followLog(path)()).toEqual([long, long, 'end']);
});

test('of a line of 50 MB the beginning is given at once, and what stands behind it is not lost', () => {
  const path = file();
  const fresh = followLog(path);
  appendFileSync(path, Buffer.alloc(50_000_000, 'x'));
  const began = performance.now();
  expect(fresh()).toEqual([]);
  appendFileSync(path, 'y\nend\n');
  expect(fresh().map((line) => line.length)).toEqual([1024 ** 2, 3]);
  expect(performance.now() - began).toBeLessThan(2000);
});

test('of the lines of a Toxiproxy only those about an accepted client are connections', () => {
  const path = file();
  const line = { level: 'info', name: 'driver', listen: '127.0.0.1:1', client: '127.0.0.1:52884' };
  appendFileSync(path, `${JSON.stringify({ ...line, message: 'Accepted client' })}\n`);
  appendFileSync(path, `${JSON.stringify({ ...line, message: 'Source terminated' })}\n`);
  expect(followAccepted(path)()).toEqual([{ route: 'driver', port: 52_884 }]);
});
