import { topics } from '../../contract/topics.ts';
import { kafkaHealth, type Messaging, messaging } from '../../messaging/index.ts';
import { importMapHash, servePage } from '../../pages/serve.ts';
import { openDatabase } from '../../service/database.ts';
import { serveHttp } from '../../service/http.ts';
import { endOnSignals } from '../../service/lifecycle.ts';
import { openLog } from '../../service/log.ts';
import { kafkaMetrics, sessionMetrics } from '../../service/metrics.ts';
import { common, kafkaSettings, port, readSettings, whole } from '../../service/settings.ts';
import { engineApi } from './api.ts';
import { bars as barsOf } from './bars.ts';
import { migrations } from './database.ts';
import { concerns, type Engine, engine as engineOf } from './engine.ts';
import { flow as flowOf } from './flow.ts';
import { listenToMonitor } from './health-link.ts';
import { knownIdentity } from './identity.ts';
import { page } from './page/page.ts';
import { chargePointView } from './page/view.ts';
import { presence } from './presence.ts';
import { engineSessions } from './sessions.ts';
import { snapshot } from './snapshot.ts';

const settings = readSettings({
  ...common,
  ...kafkaSettings,
  tcpPort: port(),
  powerW: whole(1).default(11_000),
  plugAfterMs: whole().optional(),
  plugWithinMs: whole(1).default(60_000),
  reportEveryMs: whole(100).default(1000),
  monitorSilentAfterMs: whole(100).default(2500),
});
const { powerW } = settings;
const log = openLog('engine');
const database = openDatabase(settings.database, migrations);
const sessions = engineSessions(database);
const bars = barsOf(database);
const identity = knownIdentity(database);
const monitor = presence({ silentAfterMs: settings.monitorSilentAfterMs });

/** Everything that needs to know which charge point this is. */
interface ChargePoint {
  readonly layer: Messaging;
  readonly engine: Engine;
  readonly flow: ReturnType<typeof flowOf>;
}
let chargePoint: ChargePoint | undefined;

function become(chargePointId: string): ChargePoint {
  const layer = messaging(settings.generation, {
    ...settings,
    name: `engine-${chargePointId}`,
    database,
    log,
    hears: [topics.central],
    concerns: concerns(chargePointId),
    handle: (event) => {
      engine.handle(event);
      // When the transaction is over in which the event is taken: it may yet be undone, and time cannot.
      setImmediate(flow.nudge);
    },
  });
  const engine = engineOf({
    ...{ chargePointId, database, sessions, bars, monitor, powerW },
    priceCentsPerKwh: () => identity.current()?.priceCentsPerKwh ?? 0,
    publish: layer.publish,
    hasRoom: layer.hasRoom,
  });
  const onError = (error: unknown) => log.error({ error: String(error) }, 'the charge point could not go on');
  const flow = flowOf({ ...settings, plugAfterMs: settings.plugAfterMs, engine, monitor, onError });
  layer.start();
  flow.nudge();
  log.info({ chargePointId }, 'this is the engine of a charge point');
  return { layer, engine, flow };
}

const known = identity.current();
if (known) chargePoint = become(known.chargePointId);

const health = () => {
  const kafka = chargePoint ? kafkaHealth(chargePoint.layer) : { waitingFor: ['kafka'] };
  const waitingFor = [...(monitor.present() ? [] : ['monitor']), ...kafka.waitingFor];
  return { ...kafka, ready: waitingFor.length === 0, waitingFor };
};
const view = () => {
  const engine = chargePoint?.engine;
  return snapshot({ identity: identity.current(), engine, sessions, bars, monitor, powerW, health: health() });
};

const links = await listenToMonitor({
  host: settings.host,
  port: settings.tcpPort,
  log,
  fault: () => bars.reason('fault'),
  onCheck: monitor.checked,
  onIdentity: (told) => {
    if (!identity.learn(told)) return false;
    chargePoint ??= become(told.chargePointId);
    return true;
  },
});
const app = await serveHttp({
  service: 'engine',
  host: settings.host,
  answersTo: settings.answersTo,
  port: settings.httpPort,
  log,
  health,
  scriptHashes: [importMapHash],
  metrics: (registry) => {
    kafkaMetrics(registry, () => chargePoint?.layer.status());
    sessionMetrics(registry, sessions.count);
  },
  routes: (app) => {
    engineApi({ engine: () => chargePoint?.engine, nudge: () => chargePoint?.flow.nudge() })(app);
    const title = known ? `Charge point ${known.chargePointId}` : 'Charge point';
    servePage(app, { page, title, schema: chargePointView, view });
  },
});

endOnSignals(log, async () => {
  chargePoint?.flow.stop();
  links.close();
  await Promise.all([app.close(), chargePoint?.layer.close()]);
  database.close();
});
