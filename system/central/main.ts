import { topics } from '../contract/topics.ts';
import { kafkaHealth, messaging } from '../messaging/index.ts';
import { beat } from '../service/beat.ts';
import { openDatabase } from '../service/database.ts';
import { serveHttp } from '../service/http.ts';
import { endOnSignals } from '../service/lifecycle.ts';
import { openLog } from '../service/log.ts';
import { common, kafkaSettings, port, readSettings, whole } from '../service/settings.ts';
import { centralApi } from './api.ts';
import { central } from './central.ts';
import { chargePoints } from './charge-points.ts';
import { schema } from './database.ts';
import { listenToMonitors } from './monitors.ts';
import { sessions as sessionsOf } from './sessions.ts';

const settings = readSettings({ ...common, ...kafkaSettings, tcpPort: port(), offerAgainMs: whole(100).default(3000) });
const log = openLog('central');
const database = openDatabase(settings.database, schema);
const points = chargePoints(database);
const sessions = sessionsOf(database);
const layer = messaging(settings.generation, {
  ...settings,
  name: 'central',
  database,
  log,
  hears: [topics.driver, topics.chargePoint],
  handle: (event) => office.handle(event),
});
const office = central({ database, points, sessions, publish: layer.publish });

const monitors = await listenToMonitors({ host: settings.host, port: settings.tcpPort, points, log });
const app = await serveHttp({
  service: 'central',
  host: settings.host,
  port: settings.httpPort,
  log,
  health: () => kafkaHealth(layer),
  routes: centralApi({ points, sessions }),
});
// While Kafka is away a question asked again would only wait behind the first.
const asking = beat(
  1000,
  () => layer.status().ready && office.offerAgain(settings.offerAgainMs),
  (error) => log.error({ error: String(error) }, 'could not ask a charge point again'),
);
layer.start();

endOnSignals(log, async () => {
  asking.stop();
  monitors.close();
  await Promise.all([app.close(), layer.close()]);
  database.close();
});
