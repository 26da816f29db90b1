import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import { seconds } from '../model/clock.ts';
import type { Service } from '../model/environment.ts';
import { waitFor } from '../model/wait.ts';
import { openHistory } from '../store/writer.ts';
import { probeView } from './states.ts';

let server: Server | undefined;
let stop = async () => undefined as unknown;
afterEach(async () => {
  await stop();
  server?.close();
});

const states = {
  reportedBy: 'panel',
  path: '/points',
  read: (body: unknown) => {
    if (typeof body !== 'object' || body === null) throw new TypeError('no points');
    return body as Record<string, string>;
  },
};

describe('what a service says of the things that it is about', () => {
  test('is written when it changes, and also when it cannot be read or nobody answers', async () => {
    let body: unknown = { 'CP-1': 'green' };
    let asked = 0;
    server = createServer((request, answer) => {
      if (request.url === '/points') asked += 1;
      answer.end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const onDefect = (error: unknown) => expect(error).toBeUndefined();
    const recorder = openHistory({ path: join(temporaryFolder(), 'history.jsonl'), onBroken: onDefect });
    const reportedBy = { address: () => ({ host: '127.0.0.1', port }) } as unknown as Service;
    const probe = probeView({ states, reportedBy, recorder, onDefect });
    stop = probe.stop;
    const views = () => recorder.history().of('states');
    const until = (holds: () => boolean) =>
      waitFor({ recorder, until: holds, within: seconds(5), signal: new AbortController().signal });

    expect(await until(() => views().length === 1)).toBe(true);
    const before = asked;
    await expect.poll(() => asked, { timeout: 5000 }).toBeGreaterThan(before + 1);
    expect(views()).toHaveLength(1);
    body = { 'CP-1': 'red' };
    expect(await until(() => views().length === 2)).toBe(true);
    body = 'nonsense';
    expect(await until(() => views().length === 3)).toBe(true);
    server.close();
    expect(await until(() => views().length === 4)).toBe(true);
    expect(views().map(({ service, answer, says }) => [service, answer, says])).toEqual([
      ['panel', 'says', { 'CP-1': 'green' }],
      ['panel', 'says', { 'CP-1': 'red' }],
      ['panel', 'garbled', undefined],
      ['panel', 'refused', undefined],
    ]);
  });
});
