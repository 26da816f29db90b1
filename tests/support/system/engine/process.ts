import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { chargePointView } from '../../../../system/charge-point/engine/page/view.ts';
import { withEngine } from '../../../../system/contract/monitor-words.ts';
import { lastingLink } from '../../../../system/link/lasting-link.ts';

const main = fileURLToPath(new URL('../../../../system/charge-point/engine/main.ts', import.meta.url));
const host = '127.0.0.1';
/** Nothing listens at port 1: Kafka is away. */
const away = `${host}:1`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Where an engine's process lives: its ports, its database, and what is to be ended after a test. */
export async function openPlace() {
  const folder = mkdtempSync(join(tmpdir(), 'engine-test-'));
  const path = join(folder, 'engine.db');
  const [httpPort, tcpPort] = [await freePort(), await freePort()];
  const ends: (() => Promise<void>)[] = [];

  /** An engine that has said that it listens. */
  const start = async (...more: string[]): Promise<ChildProcess> => {
    const words = ['--http-port', httpPort, '--tcp-port', tcpPort, '--broker', away, '--database', path].map(String);
    const child = spawn(process.execPath, [main, ...words, ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
    ends.push(() => end(child, 'SIGKILL'));
    for await (const chunk of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      if (chunk.includes('"listening"')) break;
    }
    child.stdout.resume();
    return child;
  };
  /** A monitor that checks ten times a second. */
  const monitor = (...identity: string[]) => {
    const link = lastingLink({
      address: { host, port: tcpPort },
      greet: (one) => one.send(withEngine.identity, ...identity),
      onMessage: () => undefined,
      onDown: () => undefined,
    });
    const check = () =>
      void link
        .current()
        ?.send(withEngine.check, withEngine.withCentral)
        .catch(() => undefined);
    const timer = setInterval(check, 100);
    const leave = async () => {
      clearInterval(timer);
      await link.close();
    };
    ends.push(leave);
    return { leave };
  };
  const call = async (path: string, method = 'GET') => {
    const answer = await fetch(`http://${host}:${httpPort}${path}`, { method });
    const text = await answer.text();
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  };
  const view = async () => chargePointView.strict().parse((await call('/view')).body);
  return {
    start,
    monitor,
    call,
    view,
    /** Bounded by the test's own time. */
    until: async (isSo: (now: Awaited<ReturnType<typeof view>>) => boolean) => {
      for (;;) {
        const now = await view();
        if (isSo(now)) return now;
      }
    },
    /** What waits for Kafka, in order. */
    outbox: () => {
      const database = new DatabaseSync(path, { readOnly: true });
      const rows = database.prepare('SELECT value FROM outbox ORDER BY sequence').all();
      database.close();
      return rows.map(({ value }) => JSON.parse(String(value)));
    },
    close: async () => {
      for (const one of ends.splice(0).reverse()) await one();
      rmSync(folder, { recursive: true });
    },
  };
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}
