import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { Failure } from '../../model/failure.ts';
import type { Registry } from './registry.ts';

/** Ports that belong together in the registry. */
export const portsPerBlock = 32;

/** Linux hands out ports for outgoing connections from here up, unless it was told otherwise. */
const usualEphemeralStart = 32768;
/** Below are the ports that people know by heart (3000, 8080, 9092, …). */
const lowest = 20000;

/**
 * The stretch that ports are taken from. It ends below the ephemeral range: while a killed broker is away, an outgoing
 * connection could otherwise be given its port.
 */
export function portRange(): { readonly from: number; readonly to: number } {
  const start = ephemeralStart();
  return start > lowest + portsPerBlock ? { from: lowest, to: start } : { from: lowest, to: usualEphemeralStart };
}

function ephemeralStart(): number {
  try {
    const [start] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/);
    return Math.min(Number(start) || usualEphemeralStart, usualEphemeralStart);
  } catch {
    return usualEphemeralStart;
  }
}

/**
 * So many ports on 127.0.0.1 that no other run has and that nothing listens on now. They stay this run's until it
 * leaves the registry or frees them; a stranger may still take one, so whoever listens must be able to ask for others.
 */
export async function leasePorts(options: {
  readonly registry: Registry;
  readonly run: string;
  readonly count: number;
  readonly signal?: AbortSignal | undefined;
}): Promise<number[]> {
  const { from, to } = portRange();
  const blocks = Math.floor((to - from) / portsPerBlock);
  // Runs begin at different places, so that one that has just ended and one that begins seldom meet.
  const first = Math.floor(Math.random() * blocks);
  const ports: number[] = [];
  for (let step = 0; step < blocks && ports.length < options.count; step++) {
    options.signal?.throwIfAborted();
    const start = from + ((first + step) % blocks) * portsPerBlock;
    if (!options.registry.claimPortBlock(options.run, start)) continue;
    for (let port = start; port < start + portsPerBlock && ports.length < options.count; port++)
      if (await isFree(port)) ports.push(port);
  }
  if (ports.length < options.count) throw noneLeft(options.count, from, to);
  return ports;
}

const noneLeft = (count: number, from: number, to: number): Failure =>
  new Failure('missing', {
    attempted: `Finding ${count} free ports from ${from} to ${to - 1} on 127.0.0.1`,
    happened: 'there are not as many',
    remedy: 'End other runs, or programs that listen there (ss -ltnp shows them).',
  });

/** Whether one could listen on the port of 127.0.0.1 at this moment. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Marks a failure whose reason is that somebody else listens on the port: other ports would help. */
export const portTaken = { code: 'EADDRINUSE' } as const;

export const isPortTaken = (error: unknown): boolean => error instanceof Failure && error.cause === portTaken;

/** A port can be lost between its lease and its use; losing it three times in a row is no chance any more. */
const attempts = 3;

/** Tries the work; when a port was taken from under it, moves to others and tries again, three times in all. */
export async function withOtherPorts<Result>(work: () => Promise<Result>, move: () => Promise<void>): Promise<Result> {
  for (let left = attempts; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (!isPortTaken(error) || left <= 1) throw error;
      await move();
    }
  }
}
