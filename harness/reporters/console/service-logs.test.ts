import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import type { Environment } from '../../model/environment.ts';
import { logIn } from '../../runtimes/shared/follow-log.ts';
import { screen } from './screen.ts';
import { serviceLogs } from './service-logs.ts';

test('each line is marked by its service, and none can do anything to the terminal', async () => {
  const folder = temporaryFolder();
  const service = (name: string) => ({ description: { name }, log: logIn(join(folder, name)) });
  const output = new PassThrough();
  const logs = serviceLogs(screen(output as unknown as NodeJS.WriteStream));
  logs.follow({ services: [service('central'), service('driver')] } as unknown as Environment);
  const hostile = 'a\u001b[2J\u001b]0;title\u0007b\u009bc\u202ed\r\u2028e<script>';
  appendFileSync(join(folder, 'central'), `${JSON.stringify({ level: 40, time: 0, msg: hostile, error: 'x\ny' })}\n`);
  appendFileSync(join(folder, 'driver'), `${hostile}\nError: at\n    at here\n${'long'.repeat(5000)}\n`);
  await logs.end();
  const lines = String(output.read()).trimEnd().split('\n');
  expect(lines.every((line) => /^ +\d+\.\d s {7}(central|driver {0,1}) \| /.test(line))).toBe(true);
  expect(lines[0]).toMatch(/WARN: a.*b.*c.*d.*e<script>/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(2100);
  expect(lines.filter((line) => line.includes('driver'))).toHaveLength(4);
});
