import { z } from 'zod';
import { topics } from '../contract/topics.ts';
import { kafkaHealth, messaging } from '../messaging/index.ts';
import { openDatabase } from '../service/database.ts';
import { serveHttp } from '../service/http.ts';
import { endOnSignals } from '../service/lifecycle.ts';
import { openLog } from '../service/log.ts';
import { common, kafkaSettings, readSettings } from '../service/settings.ts';
import { driverApi } from './api.ts';
import { driver as driverOf } from './driver.ts';
import { requests as requestsOf, schema } from './requests.ts';

const settings = readSettings({ ...common, ...kafkaSettings, driverId: z.string().regex(/^[\w.-]{1,50}$/) });
const { driverId } = settings;
const log = openLog(`driver ${driverId}`);
const database = openDatabase(settings.database, schema);
const requests = requestsOf(database);
const layer = messaging(settings.generation, {
  ...settings,
  name: `driver-${driverId}`,
  database,
  log,
  hears: [topics.central],
  handle: (event) => driver.handle(event),
});
const driver = driverOf({ driverId, database, requests, publish: layer.publish });

const app = await serveHttp({
  service: 'driver',
  host: settings.host,
  port: settings.httpPort,
  log,
  health: () => kafkaHealth(layer),
  routes: driverApi({ driver, requests, hasRoom: layer.hasRoom }),
});
layer.start();

endOnSignals(log, async () => {
  await Promise.all([app.close(), layer.close()]);
  database.close();
});
