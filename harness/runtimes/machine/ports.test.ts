import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startScript } from '../../../tests/support/native/script.ts';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { Failure } from '../../model/failure.ts';
import { isFree, leasePorts, portRange, portsPerBlock, portTaken, withOtherPorts } from './ports.ts';
import { openRegistry } from './registry.ts';

test('runs that lease at once get ports that no other one has, below the ephemeral range', async () => {
  const folder = temporaryFolder();
  openRegistry(folder).close();
  const scripts = [1, 2, 3, 4].map((number) => startScript('lease-ports.ts', folder, `run-${number}`, '40'));
  const leases = (await Promise.all(scripts.map((script) => script.line()))).map((line) => line.split(' ').map(Number));
  for (const { child } of scripts) child.stdin?.end();
  const all = leases.flat();
  expect(all).toHaveLength(160);
  expect(new Set(all).size).toBe(160);
  expect(Math.max(...all)).toBeLessThan(portRange().to);
  await Promise.all(scripts.map(({ exited }) => exited));
});

test('a port on which somebody listens is not leased', async () => {
  const registry = openRegistry(temporaryFolder());
  onTestFinished(() => registry.close());
  registry.enter({ run: 'one', scratchFolder: '/nowhere' });
  const { from: lowest, to } = portRange();
  const from = await freeBlock(lowest);
  // All blocks but one are another run's, so the lease must be from that one.
  registry.enter({ run: 'other', scratchFolder: '/nowhere' });
  for (let block = lowest; block < to; block += portsPerBlock)
    if (block !== from) registry.claimPortBlock('other', block);
  const server = createServer();
  onTestFinished(() => void server.close());
  const taken = from + 3;
  await new Promise<void>((resolve) => server.listen(taken, '127.0.0.1', resolve));
  const ports = await leasePorts({ registry, run: 'one', count: portsPerBlock - 1 });
  expect(ports).not.toContain(taken);
  expect(ports).toContain(from + 4);
  registry.freePortBlocks('one');
  await expect(leasePorts({ registry, run: 'one', count: portsPerBlock })).rejects.toMatchObject({ kind: 'missing' });
});

/** Other runs of this machine may have some. */
async function freeBlock(block: number): Promise<number> {
  const ports = Array.from({ length: portsPerBlock }, (_, index) => block + index);
  const free = await Promise.all(ports.map(isFree));
  return free.every((each) => each) ? block : freeBlock(block + portsPerBlock);
}

const lost = new Failure('missing', { attempted: 'a', happened: 'b', remedy: 'c', cause: portTaken });

test('a lost race is run again, three times in all, and another error is not', async () => {
  const tried: string[] = [];
  const move = async () => void tried.push('move');
  const lose = async () => {
    tried.push('try');
    throw lost;
  };
  await expect(withOtherPorts(lose, move)).rejects.toBe(lost);
  expect(tried).toEqual(['try', 'move', 'try', 'move', 'try']);
  const other = new Error('other');
  await expect(withOtherPorts(() => Promise.reject(other), move)).rejects.toBe(other);
  expect(tried).toHaveLength(5);
});
