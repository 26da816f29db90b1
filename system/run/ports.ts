import { createServer } from 'node:net';

/** Whether somebody could listen there now. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });

export interface PortsWanted {
  /** What each is for. */
  readonly names: readonly string[];
  /** Those that it had the last time: kept where they are free, so that an open page finds its service again. */
  readonly before: Readonly<Record<string, number>>;
  /** Those of others, whether they run now or not; what is chosen is added. */
  readonly taken: Set<number>;
  readonly first: number;
}

const last = 65_535;

/** A free port for each name. */
export async function choosePorts({ names, before, taken, first }: PortsWanted): Promise<Record<string, number>> {
  const chosen: Record<string, number> = {};
  for (const name of names) {
    const old = before[name];
    const port = old !== undefined && old >= first && !taken.has(old) && (await isFree(old)) ? old : undefined;
    chosen[name] = port ?? (await nextFree(first, taken));
    taken.add(chosen[name]);
  }
  return chosen;
}

async function nextFree(first: number, taken: ReadonlySet<number>): Promise<number> {
  for (let port = first; port <= last; port += 1) {
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`No port from ${first} up is free. Name another one with --first-port.`);
}
