import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freePort, host, ignore } from '../../tests/support/system/link/ends.ts';
import { connectLink } from './link.ts';

const link = JSON.stringify(new URL('./link.ts', import.meta.url).href);

/** What keeps a process of its own alive after it has done `work`. */
async function leftAfter(work: string): Promise<string[]> {
  const script = `
    import { connectLink, listenForLinks } from ${link};
    const [host, ignore] = ['${host}', { onMessage: () => undefined, onEnd: () => undefined }];
    ${work}
    console.log(JSON.stringify(process.getActiveResourcesInfo().filter((one) => one === 'Timeout')));
    process.exit();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  return JSON.parse(stdout);
}

test('nobody there rejects at once', async () => {
  const began = performance.now();
  await expect(connectLink({ host, port: await freePort() }, ignore)).rejects.toThrow('ECONNREFUSED');
  expect(performance.now() - began).toBeLessThan(3000);
});

test('an address that cannot be is a rejection, not a throw', async () => {
  await expect(connectLink({ host, port: 70_000 }, ignore)).rejects.toThrow('65536');
});

test('no timer is left when nobody was there', async () => {
  const left = await leftAfter(
    `await connectLink({ host, port: ${await freePort()} }, ignore).catch(() => undefined);`,
  );
  expect(left).toEqual([]);
});

test('no timer is left when a message was acknowledged, refused or cut off', async () => {
  const left = await leftAfter(`
    const server = await listenForLinks({ host, port: 0, accept: () => ignore });
    const link = await connectLink({ host, port: server.address().port }, ignore);
    await link.send('acknowledged');
    await link.send('#').catch(() => undefined);
    const cut = link.send('cut off').catch(() => undefined);
    link.close();
    await cut;`);
  expect(left).toEqual([]);
});
