import { topics } from '../contract/topics.ts';
import { kafkaHealth, messaging } from '../messaging/index.ts';
import { importMapHash, servePage } from '../pages/serve.ts';
import { openDatabase } from '../service/database.ts';
import { serveHttp } from '../service/http.ts';
import { endOnSignals } from '../service/lifecycle.ts';
import { openLog } from '../service/log.ts';
import { kafkaMetrics, sessionMetrics } from '../service/metrics.ts';
import { readSettings } from '../service/settings.ts';
import { admission as admissionOf } from './admission.ts';
import { driverApi } from './api.ts';
import { centralWatch } from './central-watch.ts';
import { migrations } from './database.ts';
import { driver as driverOf } from './driver.ts';
import { driverHealth } from './health.ts';
import { hearing as hearingOf } from './hearing.ts';
import { lookAround } from './look-around.ts';
import { overview } from './overview.ts';
import { page } from './page/page.ts';
import { driverView } from './page/view.ts';
import { points as pointsOf } from './points.ts';
import { requests as requestsOf } from './requests.ts';
import { services as servicesOf } from './services.ts';
import { requestsIn } from './services-file.ts';
import { driverSettings } from './settings.ts';

const settings = readSettings(driverSettings);
const { driverId, servicesFile, nextAfterMs, serviceTargetWh } = settings;
const log = openLog(`driver ${driverId}`);
const database = openDatabase(settings.database, migrations);
const requests = requestsOf(database);
const points = pointsOf(database);
const layer = messaging(settings.generation, {
  ...settings,
  name: `driver-${driverId}`,
  database,
  log,
  hears: [topics.central, topics.chargePoint],
  concerns: (event) => hearing.concerns(event),
  handle: (event) => hearing.handle(event),
  onRefused: (event, why) => driver.refused(event, why),
});
const central = centralWatch({
  layerWorks: () => layer.status().ready,
  silentAfterMs: settings.centralSilentAfterMs,
});
const driver = driverOf({ driverId, database, requests, publish: layer.publish });
const hearing = hearingOf({ driverId, driver, points, central });
const admission = admissionOf({ centralIsReachable: central.isReachable, hasRoom: layer.hasRoom });
const services =
  servicesFile &&
  servicesOf({
    list: requestsIn(servicesFile, { driverId, targetWh: serviceTargetWh }),
    endOf: requests.endOf,
    nextAfterMs,
    now: Date.now,
  });
const health = () => driverHealth(kafkaHealth(layer), central.isReachable());
const view = () => overview({ driverId, health, central, points, requests, services });

const app = await serveHttp({
  service: 'driver',
  host: settings.host,
  answersTo: settings.answersTo,
  port: settings.httpPort,
  log,
  health,
  routes: (app) => {
    driverApi({ driver, requests, admission })(app);
    servePage(app, { page, title: `Driver ${driverId}`, schema: driverView, view });
  },
  metrics: (registry) => {
    kafkaMetrics(registry, layer.status);
    sessionMetrics(registry, requests.count);
  },
  scriptHashes: [importMapHash],
});
const looking = lookAround({ services, admission, ask: driver.ask, log });
layer.start();

endOnSignals(log, async () => {
  looking.stop();
  await Promise.all([app.close(), layer.close()]);
  database.close();
});
