import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { runningToxiproxy } from '../../../tests/support/native/running-toxiproxy.ts';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { known } from '../../../tests/support/native/tiny-run.ts';
import { tinySystem, tinyUp } from '../../../tests/support/native/tiny-system.ts';
import { isPortTaken } from '../machine/ports.ts';
import { local } from '../shared/local.ts';
import { layOut, portsNeeded } from './layout.ts';
import { makeRoutes } from './routes.ts';

const toxiproxy = runningToxiproxy();
const { services } = tinySystem;

test('a route whose port was taken meanwhile asks for other ports, and gets its route on those', async () => {
  const folder = temporaryFolder();
  const layout = () => {
    const ports = Array.from({ length: portsNeeded(tinySystem) }, toxiproxy.nextPort);
    return { ...layOut(tinyUp(folder), folder, ports), toxiproxy: local(toxiproxy.port) };
  };
  const unlucky = layout();
  const taken = known(unlucky.brokers[0]?.services[0], 'The talker has a listener.').advertise;
  const stranger = createServer();
  onTestFinished(() => void stranger.close());
  await new Promise<void>((resolve) => stranger.listen(taken.port, taken.host, resolve));
  const failure = await makeRoutes(unlucky, services).catch((error: unknown) => error);
  expect(isPortTaken(failure)).toBe(true);
  expect(failure).toMatchObject({ kind: 'missing', message: expect.stringContaining(String(taken.port)) });
  const [route] = await makeRoutes(layout(), services);
  expect(await route?.state()).toEqual({ open: true, toxics: [] });
});
