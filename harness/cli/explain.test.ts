import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Failure } from '../model/failure.ts';
import { codeOfSignal, Interrupted } from '../util/interrupted.ts';
import { explain } from './explain.ts';

const scenarioFolder = join(import.meta.dirname, '../../scenarios');
const withStack = (...frames: readonly string[]): Error =>
  Object.assign(new Error('broken'), {
    stack: ['Error: broken', ...frames.map((frame) => `    at ${frame}`)].join('\n'),
  });
const story = `run (file://${join(scenarioFolder, 'x.ts')}:7:3)`;
const harness = `perform (file://${join(scenarioFolder, '../harness/engine/steps/perform.ts')}:27:3)`;
const node = 'Object.throw (node:internal/process:1:2)';
const packaged = `Client.ask (file://${join(scenarioFolder, '../node_modules/kafkajs/index.js')}:3:4)`;

test.each([
  ['in a story', [story, harness]],
  ['in a package that a story called', [packaged, node, story, harness]],
  ['in a story that was waited for', [`async ${story}`]],
])('an error that arose %s is of the story, with its line', (_where, frames) => {
  const error = explain(withStack(...frames));
  expect(error).toMatchObject({ kind: 'usage' });
  expect(error.message).toMatch(/^do what the story says \(scenarios\/x\.ts:7\): broken$/);
});

test('one that arose in the harness is a defect, also where a story had called it', () => {
  const error = withStack(harness, story);
  expect(explain(error)).toBe(error);
});

test('a limit that was met is named, also as the reason of something else, and nothing is read for that', () => {
  const met = Object.assign(new Error('EMFILE: too many open files, open x'), { code: 'EMFILE', syscall: 'open' });
  for (const error of [met, new Failure('missing', { attempted: 'a', happened: 'b', remedy: 'c', cause: met })]) {
    expect(explain(error)).toMatchObject({ kind: 'missing' });
    expect(explain(error).message).toMatch(/\(ulimit -n\)/);
  }
  const ring = new Error('a ring');
  ring.cause = ring;
  expect(explain(ring)).toBe(ring);
});

test.each([
  ['spawn EAGAIN', { code: 'EAGAIN', syscall: 'spawn node' }, /\(ulimit -u\)/],
  ['EFBIG: file too large', { code: 'EFBIG', syscall: 'write' }, /\(ulimit -f\)/],
  ['ENOMEM', { code: 'ENOMEM', syscall: 'mmap' }, /\(ulimit -v\)/],
])('%s names its limit', (message, parts, limit) =>
  expect(explain(Object.assign(new Error(message), parts)).message).toMatch(limit),
);

test('what has to wait has met no limit', () => {
  const waits = Object.assign(new Error('EAGAIN'), { code: 'EAGAIN', syscall: 'read' });
  expect(explain(waits)).toBe(waits);
});

test('the last words of a broker that met a limit say so, and a wrong word that quotes them does not', () => {
  const parts = { attempted: 'start Kafka', happened: 'java.io.IOException: Too many open files', remedy: 'Read.' };
  expect(explain(new Failure('defect', parts)).message).toMatch(/\(ulimit -n\)/);
  expect(explain(new Failure('usage', parts)).message).not.toMatch(/ulimit/);
});

test('a signal has the code that a shell gives it', () => {
  expect(['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'].map((name) => codeOfSignal(name as NodeJS.Signals))).toEqual([
    129, 130, 131, 143,
  ]);
  const interrupted = new Interrupted('SIGHUP');
  expect(explain(interrupted)).toBe(interrupted);
});
