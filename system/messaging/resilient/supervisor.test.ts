import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { kafkaOn } from './kafka.ts';
import { sockets } from './sockets.ts';
import { type Client, type SupervisorOptions, supervise } from './supervisor.ts';

const log = pino({ level: 'silent' });
const still = { close: async () => undefined };

/** What kafkajs asks a connection for. */
const to = (port: number) => ({ host: '127.0.0.1', port, ssl: {}, onConnect: () => undefined });

function supervised(build: SupervisorOptions['build']) {
  const supervisor = supervise({ what: 'client', log, build });
  onTestFinished(() => supervisor.close());
  return supervisor;
}
const becomes = (is: () => unknown, expected: unknown) =>
  vi.waitFor(() => expect(is()).toEqual(expected), { timeout: 10_000, interval: 5 });

/** A server that accepts and never says a word. */
async function silentServer(): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { server, port: (server.address() as AddressInfo).port };
}

describe('a supervisor', () => {
  test('tries until a client is built, and says so', async () => {
    let tries = 0;
    const { state } = supervised(async () => {
      tries += 1;
      if (tries < 4) throw new Error('not yet');
      return still;
    });
    expect(state()).toBe('PROBING');
    await becomes(state, 'UP');
    expect(tries).toBe(4);
  });

  test('closes a lost client and builds a new one', async () => {
    const story: string[] = [];
    let loseIt: (why: string) => void = () => undefined;
    const { state } = supervised(async ({ lost }) => {
      const number = story.filter((word) => word === 'built').length + 1;
      story.push('built');
      loseIt = lost;
      return { close: async () => void story.push(`closed ${number}`) };
    });
    await becomes(state, 'UP');
    loseIt('because');
    loseIt('because, again');
    await becomes(() => story, ['built', 'closed 1', 'built']);
    await becomes(state, 'UP');
  });

  test('ends the connections of a lost client before it is closed, and those of a good one after', async () => {
    const { port } = await silentServer();
    const ended: boolean[] = [];
    let loseIt: (why: string) => void = () => undefined;
    const { state, close } = supervised(async ({ sockets: connections, lost }) => {
      const socket = connections.factory(to(port)).on('error', () => undefined);
      loseIt = lost;
      return { close: async () => void ended.push(socket.destroyed) };
    });
    await becomes(state, 'UP');
    loseIt('because');
    await becomes(() => [state(), ended], ['UP', [true]]);
    await close();
    expect(ended).toEqual([true, false]);
  });

  test('a connection that ends is a loss when nobody answers over another one, however it ends', async () => {
    const { port, server } = await silentServer();
    const far: Socket[] = [];
    server.on('connection', (socket) => void far.push(socket));
    let builds = 0;
    const { state, losses } = supervised(async ({ sockets: connections }) => {
      builds += 1;
      if (builds === 1) connections.factory(to(port)).on('error', () => undefined);
      return still;
    });
    await becomes(() => [state(), far.length], ['UP', 1]);
    // It accepts the other one, as a proxy does it for a dead Kafka, and says nothing.
    far[0]?.destroy();
    await becomes(() => [far.length, losses(), state()], [2, 1, 'UP']);
    expect(builds).toBe(2);
  });

  test('gives up a client that is lost while it is built, and closes it when it is ready too late', async () => {
    const first = Promise.withResolvers<Client>();
    let builds = 0;
    let closed = 0;
    const { state } = supervised(({ lost }) => {
      builds += 1;
      if (builds > 1) return Promise.resolve(still);
      lost('no answer');
      return first.promise;
    });
    await becomes(state, 'UP');
    expect(builds).toBe(2);
    const close = async () => {
      closed += 1;
    };
    first.resolve({ close });
    await becomes(() => closed, 1);
    expect(builds).toBe(2);
  });

  test('never spins: between two tries there is a pause', async () => {
    let builds = 0;
    const { close } = supervised(async () => {
      builds += 1;
      throw new Error('never');
    });
    const began = performance.now();
    await vi.waitFor(() => expect(performance.now() - began).toBeGreaterThan(500), { timeout: 2000 });
    expect(builds).toBeLessThanOrEqual(12);
    expect(builds).toBeGreaterThanOrEqual(3);
    await close();
  });

  test('never waits long for its next try either: a heal is seen soon', async () => {
    const longest = vi.spyOn(Math, 'random').mockReturnValue(0.999);
    onTestFinished(() => longest.mockRestore());
    let builds = 0;
    supervised(async () => {
      builds += 1;
      throw new Error('never');
    });
    // Nine pauses of 150 ms; without a longest one they would take minutes.
    await vi.waitFor(() => expect(builds).toBe(10), { timeout: 10_000, interval: 5 });
  });

  test.each([
    ['a client is never built', () => new Promise<Client>(() => undefined)],
    ['a client never closes', async () => ({ close: () => new Promise<void>(() => undefined) })],
    ['a client cannot be closed', async () => ({ close: () => Promise.reject(new Error('no')) })],
  ])('ends at once also when %s', async (_name, build) => {
    const { state, close } = supervised(build);
    await vi.waitFor(() => expect(state()).not.toBe('DOWN'));
    const began = performance.now();
    await close();
    expect(performance.now() - began).toBeLessThan(1000);
    expect(state()).toBe('DRAINING');
  });

  test('builds nothing any more when it has ended', async () => {
    let builds = 0;
    const { close } = supervised(async () => {
      builds += 1;
      throw new Error('never');
    });
    await close();
    const then = builds;
    // Two of its longest pauses.
    await expect(vi.waitFor(() => expect(builds).toBeGreaterThan(then), { timeout: 300 })).rejects.toThrow();
  });
});

describe('the connections of a client', () => {
  test('when they are ended, kafkajs knows at once, and no timer of its own runs on', async () => {
    const { port } = await silentServer();
    const timers = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
    const before = timers();
    const connections = sockets();
    const options = { name: 'tested', broker: `127.0.0.1:${port}` } as Parameters<typeof kafkaOn>[0];
    const connecting = kafkaOn(options, connections).producer().connect();
    const failed = expect(connecting).rejects.toThrow('given up');
    await vi.waitFor(() => expect(timers()).toBeGreaterThan(before));
    const began = performance.now();
    connections.destroy();
    await failed;
    expect(performance.now() - began).toBeLessThan(2000);
    await vi.waitFor(() => expect(timers()).toBeLessThanOrEqual(before), { timeout: 3000 });
  });

  test('one that is asked for after the end is not made', async () => {
    const { port, server } = await silentServer();
    let accepted = 0;
    server.on('connection', () => {
      accepted += 1;
    });
    let lost = 0;
    const connections = sockets({
      ended: () => {
        lost += 1;
      },
    });
    connections.destroy();
    const [error] = await once(connections.factory(to(port)), 'error');
    expect(String(error)).toContain('given up');
    expect([accepted, lost]).toEqual([0, 0]);
  });

  test('one that the far end closes is told, once', async () => {
    const { port, server } = await silentServer();
    server.on('connection', (socket) => socket.destroy());
    let lost = 0;
    const connections = sockets({
      ended: () => {
        lost += 1;
      },
    });
    const socket = connections.factory(to(port)).on('error', () => undefined);
    socket.resume();
    await once(socket, 'close');
    connections.destroy();
    expect(lost).toBe(1);
  });
});
