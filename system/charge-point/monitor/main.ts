import * as claims from '../../contract/charge-point.ts';
import { withEngine } from '../../contract/monitor-words.ts';
import { importMapHash, servePage } from '../../pages/serve.ts';
import { beat } from '../../service/beat.ts';
import { serveHttp } from '../../service/http.ts';
import { endOnSignals } from '../../service/lifecycle.ts';
import { openLog } from '../../service/log.ts';
import { common, hostAndPort, readSettings, whole } from '../../service/settings.ts';
import { centralLink } from './central-link.ts';
import { engineHealth } from './engine-health.ts';
import { engineLink } from './engine-link.ts';
import { page } from './page/page.ts';
import { monitorView } from './page/view.ts';
import { standing as standingOf } from './standing.ts';
import { healthOf, statusOf } from './status.ts';

const settings = readSettings({
  ...common,
  chargePointId: claims.chargePointId,
  location: claims.location,
  priceCentsPerKwh: claims.priceCentsPerKwh,
  /** From the environment it is seen by nobody; a flag is seen by whoever may list the processes. */
  secret: claims.secret.meta({ secret: true }),
  engine: hostAndPort(),
  central: hostAndPort(),
  beatMs: whole(50).max(1000).default(1000),
});
const { chargePointId, location, priceCentsPerKwh, beatMs } = settings;
const log = openLog(`monitor ${chargePointId}`);
/** Monotonic: a clock that is set must not make anybody silent. */
const now = () => performance.now();
const health = engineHealth({ now, silentAfterMs: beatMs * 2 });
const standing = standingOf({ now, freshForMs: beatMs * 2.5 });

const central = centralLink({ ...settings, address: settings.central, engine: health.engine, standing, log });
const engine = engineLink({
  address: settings.engine,
  identity: [withEngine.identity, chargePointId, String(priceCentsPerKwh)],
  reachesCentral: standing.reaches,
  health,
  onAnswer: central.tellChanges,
});
const onError = (error: unknown) => log.error({ error: String(error) }, 'could not give a life sign');
const beating = beat(
  beatMs,
  () => {
    void engine.check();
    // An engine that has fallen silent says nothing: it is seen here.
    void central.tell();
  },
  onError,
);
const knowledge = () => ({
  chargePointId,
  location,
  priceCentsPerKwh,
  engine: health.engine(),
  engineLinked: engine.isLinked(),
  central: standing.central(),
});
const app = await serveHttp({
  service: 'monitor',
  host: settings.host,
  answersTo: settings.answersTo,
  port: settings.httpPort,
  log,
  health: () => healthOf(knowledge()),
  scriptHashes: [importMapHash],
  routes: (app) =>
    servePage(app, {
      page,
      title: `Monitor of ${chargePointId}`,
      schema: monitorView,
      view: () => statusOf(knowledge(), Date.now()),
    }),
});

endOnSignals(log, async () => {
  beating.stop();
  await Promise.all([app.close(), engine.close(), central.close()]);
});
