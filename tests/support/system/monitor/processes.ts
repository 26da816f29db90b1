import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { end } from '../engine/process.ts';
import { freePort, host } from '../link/ends.ts';

const mains = {
  central: fileURLToPath(new URL('../../../../system/central/main.ts', import.meta.url)),
  monitor: fileURLToPath(new URL('../../../../system/charge-point/monitor/main.ts', import.meta.url)),
};
/** Nothing listens at port 1: Kafka is away. */
const away = `${host}:1`;

/** A place for a central and a monitor, each a process of its own, and a port for an engine. */
export async function openPlace() {
  const folder = mkdtempSync(join(tmpdir(), 'monitor-test-'));
  const ports = { central: await freePort(), monitor: await freePort(), links: await freePort() };
  const ends: (() => Promise<void>)[] = [];

  const start = async (service: keyof typeof mains, words: readonly string[], environment: NodeJS.ProcessEnv = {}) => {
    const common = ['--http-port', String(ports[service])];
    const child = spawn(process.execPath, [mains[service], ...common, ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    ends.push(() => end(child, 'SIGKILL'));
    const said: string[] = [];
    const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.push(text);
      if (text.includes('"listening"')) resolve();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
    child.once('close', (code) => reject(new Error(`The ${service} ended with ${code}: ${said.join('')}`)));
    await listening;
    return { pid: child.pid, said: () => said.join(''), end: () => end(child, 'SIGTERM') };
  };
  return {
    central: (enrol: string) =>
      start(
        'central',
        ['--tcp-port', String(ports.links), '--broker', away, '--database', join(folder, 'central.db')],
        {
          EV_ENROL: enrol,
        },
      ),
    monitor: (secret: string, enginePort: number, location = 'Calle Mayor 1') =>
      start(
        'monitor',
        [
          ...['--charge-point-id', 'CP-1', '--location', location, '--price-cents-per-kwh', '45'],
          ...['--engine', `${host}:${enginePort}`, '--central', `${host}:${ports.links}`],
        ],
        { EV_SECRET: secret },
      ),
    ask: async (service: keyof typeof mains, path: string, method = 'GET') => {
      const answer = await fetch(`http://${host}:${ports[service]}${path}`, { method });
      const text = await answer.text();
      return text === '' ? undefined : JSON.parse(text);
    },
    close: async () => {
      for (const each of ends.splice(0)) await each();
      rmSync(folder, { recursive: true });
    },
  };
}
