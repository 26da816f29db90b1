import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { withoutProxyToSelf } from './no-proxy.ts';

const dead = 'http://127.0.0.1:9';

test.each([
  [{ HTTP_PROXY: dead }, 'localhost,127.0.0.1,::1'],
  [{ all_proxy: dead, no_proxy: 'a.example, 127.0.0.1' }, 'a.example,127.0.0.1,localhost,::1'],
  [{ https_proxy: dead, NO_PROXY: 'a', no_proxy: 'b' }, 'b,a,localhost,127.0.0.1,::1'],
  [{ http_proxy: dead, NO_PROXY: '*' }, '*'],
])('%j reaches this machine by no proxy', (environment, list) => {
  expect(withoutProxyToSelf(environment)).toEqual({ ...environment, NO_PROXY: list, no_proxy: list });
});

test('an environment without a proxy stays as it is', () => {
  for (const environment of [{ HTTP_PROXY: '' }, { NO_PROXY: 'a' }, {}])
    expect(withoutProxyToSelf(environment)).toBe(environment);
});

test('a service in Node asks another one on this machine, whatever the proxy is', { timeout: 60_000 }, async () => {
  const server = createServer((_question, answer) => answer.end('here'));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const code = `console.log(await (await fetch('http://127.0.0.1:${port}/')).text())`;
  const proxied = { PATH: process.env.PATH, NODE_USE_ENV_PROXY: '1', HTTP_PROXY: dead, no_proxy: 'a.example' };
  const said = (env: NodeJS.ProcessEnv) =>
    new Promise<string>((resolve) =>
      execFile(process.execPath, ['--input-type=module', '--eval', code], { env }, (_error, out, error) =>
        resolve(out + error),
      ),
    );
  expect(await said(proxied), 'without it it does not').toContain('ECONNREFUSED');
  expect(await said(withoutProxyToSelf(proxied))).toBe('here\n');
});
