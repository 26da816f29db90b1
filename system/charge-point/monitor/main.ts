import { z } from 'zod';
import { toCentral, withEngine } from '../../contract/monitor-words.ts';
import { lastingLink } from '../../link/lasting-link.ts';
import { beat } from '../../service/beat.ts';
import { serveHttp } from '../../service/http.ts';
import { endOnSignals } from '../../service/lifecycle.ts';
import { calmly, openLog } from '../../service/log.ts';
import { common, hostAndPort, readSettings, whole } from '../../service/settings.ts';
import { type EngineState, lifeSign, monitor as monitorOf } from './monitor.ts';

const settings = readSettings({
  ...common,
  chargePointId: z.string().regex(/^[\w.-]{1,50}$/),
  location: z.string().min(1).max(200),
  priceCentsPerKwh: whole().max(100_000),
  engine: hostAndPort(),
  central: hostAndPort(),
  beatMs: whole(50).default(1000),
});
const { chargePointId, location, priceCentsPerKwh } = settings;
const log = openLog(`monitor ${chargePointId}`);
const monitor = monitorOf({ now: Date.now, silentAfterMs: settings.beatMs * 2 });

const engine = lastingLink({
  address: settings.engine,
  greet: (link) => link.send(withEngine.identity, chargePointId, String(priceCentsPerKwh)),
  onMessage: (fields) => {
    monitor.heard(fields);
    tellChanges();
  },
  onDown: monitor.linkDown,
});
const central = lastingLink({
  address: settings.central,
  greet: async (link) => {
    await link.send(toCentral.register, chargePointId, location, String(priceCentsPerKwh));
    await tell(link);
  },
  onMessage: () => undefined,
  onDown: () => undefined,
});

const complain = calmly((fields, message) => log.warn(fields, message));
let told: EngineState | undefined;
/** A life sign that does not arrive is missed by central, which is what it is for. */
async function tell(link = central.current()): Promise<void> {
  if (!link) return;
  told = monitor.engine();
  await lifeSign(link, told).catch((error: unknown) => complain('central was not told', { error: String(error) }));
}
/** Faults and repairs do not wait for the next beat. */
function tellChanges(): void {
  if (monitor.engine().well !== told?.well) void tell();
}

const onError = (error: unknown) => log.error({ error: String(error) }, 'could not give a life sign');
const beating = beat(
  settings.beatMs,
  () => {
    engine
      .current()
      ?.send(withEngine.check)
      .catch(() => undefined);
    void tell();
  },
  onError,
);
const app = await serveHttp({
  service: 'monitor',
  host: settings.host,
  port: settings.httpPort,
  log,
  health: () => {
    const waitingFor = [...(engine.current() ? [] : ['engine']), ...(central.current() ? [] : ['central'])];
    return { ready: waitingFor.length === 0, waitingFor, engine: monitor.engine() };
  },
  routes: () => undefined,
});

endOnSignals(log, async () => {
  beating.stop();
  await Promise.all([app.close(), engine.close(), central.close()]);
});
