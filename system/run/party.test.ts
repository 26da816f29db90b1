import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parties } from './party.ts';

/** A process of its own claims a name with two ports, at a moment that is the same for all, and stays until it may end. */
const claimer = (data: string, id: string, at: number) => `
  import { claim } from ${JSON.stringify(new URL('party.ts', import.meta.url).href)};
  await new Promise((go) => setTimeout(go, ${at} - Date.now()));
  const { ports } = await claim({ data: ${JSON.stringify(data)}, id: '${id}', portNames: ['page', 'health'], firstPort: 22000 });
  console.log(JSON.stringify(ports));`;

test('processes that claim at the same moment get ports of their own', async () => {
  const data = mkdtempSync(join(tmpdir(), 'norestart-test-'));
  onTestFinished(() => rmSync(data, { recursive: true }));
  const at = Date.now() + 2000;
  const ids = ['D-1', 'D-2', 'D-3', 'D-4'];
  const told = ids.map(
    (id) =>
      new Promise<string>((resolve, reject) =>
        execFile(process.execPath, ['--input-type=module-typescript', '--eval', claimer(data, id, at)], (error, out) =>
          error ? reject(error) : resolve(out),
        ),
      ),
  );
  const ports = (await Promise.all(told)).flatMap((out): number[] => Object.values(JSON.parse(out)));
  expect(new Set(ports).size).toBe(8);
  expect(
    parties(data)
      .flatMap((party) => Object.values(party.ports))
      .sort(),
  ).toEqual(ports.sort());
});
