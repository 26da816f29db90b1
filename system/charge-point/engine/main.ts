import { topics } from '../../contract/topics.ts';
import { kafkaHealth, type Messaging, messaging } from '../../messaging/index.ts';
import { openDatabase } from '../../service/database.ts';
import { serveHttp } from '../../service/http.ts';
import { endOnSignals } from '../../service/lifecycle.ts';
import { openLog } from '../../service/log.ts';
import { common, kafkaSettings, port, readSettings, whole } from '../../service/settings.ts';
import { engineApi } from './api.ts';
import { type Engine, engine as engineOf } from './engine.ts';
import { flow as flowOf } from './flow.ts';
import { listenToMonitor } from './health-link.ts';
import { engineSessions, type Identity, schema } from './sessions.ts';

const settings = readSettings({
  ...common,
  ...kafkaSettings,
  tcpPort: port(),
  powerW: whole(1).default(11_000),
  plugAfterMs: whole().optional(),
  plugWithinMs: whole(1).default(60_000),
  reportEveryMs: whole(100).default(1000),
});
const log = openLog('engine');
const database = openDatabase(settings.database, schema);
const sessions = engineSessions(database);

/** Everything that needs to know which charge point this is. */
interface ChargePoint {
  readonly layer: Messaging;
  readonly engine: Engine;
  readonly flow: ReturnType<typeof flowOf>;
}
let chargePoint: ChargePoint | undefined;

function become({ chargePointId }: Identity): ChargePoint {
  const layer = messaging(settings.generation, {
    ...settings,
    name: `engine-${chargePointId}`,
    database,
    log,
    hears: [topics.central],
    handle: (event) => {
      engine.handle(event);
      // When the transaction is over in which the event is taken: it may yet be undone, and time cannot.
      setImmediate(flow.nudge);
    },
  });
  const { powerW } = settings;
  const engine = engineOf({
    chargePointId,
    database,
    sessions,
    powerW,
    publish: layer.publish,
    hasRoom: layer.hasRoom,
  });
  const onError = (error: unknown) => log.error({ error: String(error) }, 'the charge point could not go on');
  const flow = flowOf({ ...settings, plugAfterMs: settings.plugAfterMs, engine, onError });
  layer.start();
  flow.nudge();
  log.info({ chargePointId }, 'this is the engine of a charge point');
  return { layer, engine, flow };
}

const known = sessions.identity();
if (known) chargePoint = become(known);
const monitor = await listenToMonitor({
  host: settings.host,
  port: settings.tcpPort,
  log,
  fault: () => undefined,
  onCheck: () => undefined,
  onIdentity: (identity) => {
    sessions.remember(identity);
    chargePoint ??= become(identity);
  },
});
const app = await serveHttp({
  service: 'engine',
  host: settings.host,
  port: settings.httpPort,
  log,
  health: () => (chargePoint ? kafkaHealth(chargePoint.layer) : { ready: false, waitingFor: ['monitor', 'kafka'] }),
  routes: engineApi({ engine: () => chargePoint?.engine, nudge: () => chargePoint?.flow.nudge() }),
});

endOnSignals(log, async () => {
  chargePoint?.flow.stop();
  monitor.close();
  await Promise.all([app.close(), chargePoint?.layer.close()]);
  database.close();
});
