import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeAll, hearing } from '../../../tests/support/system/link/ends.ts';
import { openPlace } from '../../../tests/support/system/monitor/processes.ts';
import { withEngine } from '../../contract/monitor-words.ts';
import type { Link } from '../../link/link.ts';
import { monitorView } from './page/view.ts';

const secret = 'the-right-secret-of-CP-1';
const another = 'a-secret-that-is-another';
let place: Awaited<ReturnType<typeof openPlace>>;

beforeEach(async () => {
  place = await openPlace();
});
afterEach(async () => {
  await place.close();
  closeAll();
});

/** An engine's end of the link, which is well, or has this fault. */
async function engine({ port = 0, fault = '' } = {}) {
  let open: Link | undefined;
  const end = await hearing(
    undefined,
    ([word], link) => {
      open = link;
      if (word === withEngine.check) void (fault ? link.send(withEngine.broken, fault) : link.send(withEngine.well));
    },
    { port },
  );
  const leave = () => {
    end.server.close();
    open?.close();
  };
  return { ...end, leave };
}
const health = () => place.ask('monitor', '/health');
const central = async () => monitorView.strict().parse(await place.ask('monitor', '/view')).central;
const patience = { timeout: 8000, interval: 50 };
const soon = (look: () => unknown) => expect.poll(look, patience);
const atCentral = async () => (await place.ask('central', '/charge-points'))[0];
const stateAtCentral = async () => (await atCentral())?.state;

test('a monitor with a wrong secret is refused, both sides say so, and it works by itself once it is enrolled', async () => {
  const { heard, port } = await engine();
  const lastCheck = () => heard.findLast(([word]) => word === withEngine.check)?.[1];
  const monitor = await place.monitor(secret, port);
  await soon(central).toEqual({ state: 'absent', reason: null });

  const first = await place.central(`CP-1:${another}`);
  const why = 'The secret of charge point CP-1 is wrong.';
  await soon(central).toEqual({ state: 'refused', reason: why });
  expect(await health()).toMatchObject({ ready: false, waitingFor: ['central'], why });
  expect(first.said()).toContain(why);
  expect(lastCheck()).toBe(withEngine.alone);
  expect(await stateAtCentral()).toBeUndefined();
  await first.end();

  const second = await place.central(`CP-1:${secret}`);
  await soon(central).toEqual({ state: 'registered', reason: null });
  await soon(stateAtCentral).toBe('ACTIVATED');
  await soon(lastCheck).toBe(withEngine.withCentral);
  expect(await health()).toMatchObject({ ready: true, waitingFor: [], pid: monitor.pid });

  await place.ask('central', '/enrolments/CP-1', 'DELETE');
  await soon(central).toEqual({ state: 'refused', reason: 'Charge point CP-1 is not enrolled.' });
  await soon(stateAtCentral).toBe('DISCONNECTED');
  await soon(lastCheck).toBe(withEngine.alone);

  expect(monitor.said()).toContain('central refuses this charge point');
  for (const service of [monitor, first, second]) {
    expect(service.said()).not.toContain(secret);
    expect(service.said()).not.toContain(another);
  }
});

test('central is told at once of an engine that is gone, broken, or well again', async () => {
  const first = await engine();
  await place.central(`CP-1:${secret}`);
  await place.monitor(secret, first.port);
  await soon(atCentral).toMatchObject({ state: 'ACTIVATED', fault: null });
  first.leave();
  await soon(atCentral).toMatchObject({ state: 'BROKEN', fault: 'The engine does not answer.' });
  expect(await health()).toMatchObject({ ready: false, waitingFor: ['engine'] });
  const second = await engine({ port: first.port, fault: 'smoke' });
  await soon(atCentral).toMatchObject({ state: 'BROKEN', fault: 'smoke' });
  second.leave();
  await engine({ port: first.port });
  await soon(atCentral).toMatchObject({ state: 'ACTIVATED', fault: null });
});

test.each([
  ['location', 'Calle#1', 'must not hold "#" or control characters'],
  ['location', 'ñ'.repeat(101), 'must have at most 200 bytes'],
  ['secret', 'too short', 'must have at least 16 characters'],
])('a wrong %s ends the start with what is wrong, and no secret is repeated', async (setting, value, why) => {
  const [its, where] = setting === 'secret' ? [value, 'here'] : [secret, value];
  const failure = await place.monitor(its, 1, where).catch((error: Error) => error.message);
  expect(failure).toContain('ended with 64');
  expect(failure).toContain(`--${setting} (or EV_${setting.toUpperCase()}): `);
  expect(failure).toContain(why);
  expect(failure).not.toContain(its);
});
