import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLine } from './line.ts';

test.each([
  [
    '{"level":40,"time":"2026-11-25T13:00:38.714Z","service":"central","correlation":"run-0007","error":"refused","msg":"waits"}',
    { time: Date.UTC(2026, 10, 25, 13, 0, 38, 714), level: 'warn', text: 'waits #0007 error=refused' },
  ],
  ['{"level":50,"time":1795611637404,"msg":"bad"}', { time: 1_795_611_637_404, level: 'error', text: 'bad' }],
  [
    '{"level":"info","time":"2026-11-25T13:00:37Z","message":"Started"}',
    { time: Date.UTC(2026, 10, 25, 13, 0, 37), level: 'info', text: 'Started' },
  ],
  [
    '[2026-11-25T13:00:45.926] WARN The broker is late (Server)',
    { time: new Date(2026, 10, 25, 13, 0, 45, 926).getTime(), level: 'warn', text: 'The broker is late (Server)' },
  ],
  ['    at next (file.ts:3:1)', { time: undefined, level: null, text: '    at next (file.ts:3:1)' }],
  ['{"level":', { time: undefined, level: null, text: '{"level":' }],
  ['null', { time: undefined, level: null, text: 'null' }],
])('a line is understood as far as it can be: %s', (line, expected) => {
  expect(readLine(line)).toEqual(expected);
});

test.each(['{"level":"debug","time":"2026-11-25T13:00:37Z"}', '{"level":20,"msg":"x"}'])(
  'nobody looks for %s',
  (line) => {
    expect(readLine(line)).toBeUndefined();
  },
);

test('any line becomes a short text, and never an error', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.json(),
        fc.json().map((json) => `{"a":${json}}`),
      ),
      (line) => {
        const read = readLine(line);
        expect(read === undefined || read.text.length <= 400).toBe(true);
        expect(Number.isNaN(read?.time)).toBe(false);
      },
    ),
  );
});
