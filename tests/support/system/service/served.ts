import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type HttpOptions, serveHttp } from '../../../../system/service/http.ts';
import { openLog } from '../../../../system/service/log.ts';

export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: object | string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A service's HTTP side on a socket of its own until the test is over, and what it has logged. */
export async function served(options: Partial<HttpOptions> = {}) {
  const lines: Record<string, unknown>[] = [];
  const app = await serveHttp({
    service: 'example',
    host: '127.0.0.1',
    port: 0,
    log: openLog('example', { write: (line) => lines.push(JSON.parse(line)) }),
    health: () => ({ ready: true, waitingFor: [] }),
    routes: () => undefined,
    ...options,
  });
  onTestFinished(() => app.close());
  const { address, port } = app.server.address() as AddressInfo;

  /** Asks as anybody can, also what `fetch` would not: `Host` and `Origin` are given as they are. */
  const ask = async (path: string, { method = 'GET', headers = {}, body }: Question = {}): Promise<Answer> => {
    const json = typeof body === 'object' ? { 'content-type': 'application/json' } : {};
    const asking = request({ host: address, port, path, method, agent: false, headers: { ...json, ...headers } });
    asking.end(typeof body === 'object' ? JSON.stringify(body) : body);
    const [answer] = await once(asking, 'response');
    return { status: answer.statusCode, headers: answer.headers, text: await text(answer) };
  };
  return { app, ask, lines, port };
}
