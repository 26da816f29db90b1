import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import type { Address } from '../../model/address.ts';

/** State "LISTEN" in /proc/net/tcp (proc(5), include/net/tcp_states.h). */
const listenState = '0A';

/**
 * Whether that process listens on all these addresses of this machine. A connection alone proves nothing, since a
 * stranger on the port would accept it too; asking the kernel costs milliseconds, so that comes second.
 */
export async function listensOn(pid: number, addresses: readonly Address[]): Promise<boolean> {
  const accepted = await Promise.all(addresses.map(accepts));
  return accepted.every((each) => each) && ownsListeners(pid, addresses);
}

/** Loopback answers or refuses at once, so this needs no bound of its own. */
function accepts({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

function ownsListeners(pid: number, addresses: readonly Address[]): boolean {
  const sockets = listeningSockets();
  const own = socketInodes(pid);
  return addresses.every(({ port }) => sockets.some((socket) => socket.port === port && own.has(socket.inode)));
}

/** Java binds 127.0.0.1 by an IPv6 socket, so both tables count. */
function listeningSockets(): { readonly port: number; readonly inode: string }[] {
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => readLines(file).slice(1));
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === listenState)
    .map((fields) => ({ port: Number.parseInt(fields[1]?.split(':')[1] ?? '', 16), inode: fields[9] ?? '' }));
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'latin1').trimEnd().split('\n');
  } catch {
    // A kernel without IPv6 has no second table.
    return [];
  }
}

function socketInodes(pid: number): Set<string> {
  const folder = `/proc/${pid}/fd`;
  const inodes = new Set<string>();
  for (const descriptor of listOrNothing(folder)) {
    const inode = /^socket:\[(\d+)\]$/.exec(linkOrNothing(`${folder}/${descriptor}`))?.[1];
    if (inode) inodes.add(inode);
  }
  return inodes;
}

function listOrNothing(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkOrNothing(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
