import type { Event } from '../contract/events.ts';
import { topics } from '../contract/topics.ts';
import { kafkaHealth, messaging } from '../messaging/index.ts';
import { importMapHash, servePage } from '../pages/serve.ts';
import { beat } from '../service/beat.ts';
import { openDatabase } from '../service/database.ts';
import { serveHttp } from '../service/http.ts';
import { endOnSignals } from '../service/lifecycle.ts';
import { openLog } from '../service/log.ts';
import { kafkaMetrics, sessionMetrics } from '../service/metrics.ts';
import { common, kafkaSettings, port, readSettings, whole } from '../service/settings.ts';
import { announcer } from './announcer.ts';
import { centralApi } from './api.ts';
import { central } from './central.ts';
import { type ChargePoint, chargePoints } from './charge-points.ts';
import { schema } from './database.ts';
import { enrolmentList, enrolmentsMigration, enrolments as enrolmentsOf } from './enrolments.ts';
import { enrolmentsApi } from './enrolments-api.ts';
import { messages as messagesOf } from './messages.ts';
import { listenToMonitors } from './monitors.ts';
import { narrate } from './narrator.ts';
import { page } from './panel/page.ts';
import { panelView } from './panel/view.ts';
import { sessions as sessionsOf } from './sessions.ts';
import { stops } from './stops.ts';
import { panelViewOf } from './view.ts';
import { watch as watchOf } from './watch.ts';

/** A driver learns soon that a charge point is free, and looking costs little. */
const looksEveryMs = 200;

const settings = readSettings({
  ...common,
  ...kafkaSettings,
  tcpPort: port(),
  offerAgainMs: whole(100).default(3000),
  /** A charge point that has not answered for so long is not waited for any more. */
  answerWithinMs: whole(1000).default(60_000),
  aliveEveryMs: whole(100).default(1000),
  enrol: enrolmentList,
});
const log = openLog('central');
const database = openDatabase(settings.database, [schema, enrolmentsMigration]);
const points = chargePoints(database);
const sessions = sessionsOf(database);
const layer = messaging(settings.generation, {
  ...settings,
  name: 'central',
  database,
  log,
  hears: [topics.driver, topics.chargePoint],
  // A driver's receipt is for those who watch the topics.
  concerns: ({ type }) => type !== 'outcome-received',
  handle: (event) => office.handle(event),
});
const messages = messagesOf();
const publish = (event: Event) => {
  layer.publish(event);
  narrate(messages, event);
};
const office = central({ database, points, sessions, publish });
const watch = watchOf(points, sessions);
const halts = stops({ database, points, publish });
const isHeard = () => layer.status().ready;
const town = announcer({ watch, messages, publish, announce: layer.announce, isHeard });
const health = () => kafkaHealth(layer);

const enrolments = enrolmentsOf(database);
for (const { chargePointId, secret } of settings.enrol) enrolments.enrolWith(chargePointId, secret);
const register = (point: ChargePoint) => {
  points.register(point);
  messages.add('information', `${point.id} has registered.`);
  halts.remind(point.id);
};
const monitors = await listenToMonitors({
  host: settings.host,
  port: settings.tcpPort,
  points: { ...points, register },
  enrolments,
  log,
  onRefused: ({ chargePointId, address, reason }) =>
    messages.add('warning', `${chargePointId ?? 'A stranger'} at ${address} was refused: ${reason}`),
});
const app = await serveHttp({
  service: 'central',
  host: settings.host,
  answersTo: settings.answersTo,
  port: settings.httpPort,
  log,
  health,
  scriptHashes: [importMapHash],
  metrics: (registry) => {
    kafkaMetrics(registry, layer.status);
    sessionMetrics(registry, sessions.count);
  },
  routes: (app) => {
    centralApi({ watch, sessions, stops: halts, hasRoom: layer.hasRoom })(app);
    enrolmentsApi(enrolments)(app);
    const view = () => panelViewOf({ watch, sessions, messages, health });
    servePage(app, { page, title: 'Central', schema: panelView, view });
  },
});
const duty = (everyMs: number, what: string, work: () => void) =>
  beat(everyMs, work, (error) => log.error({ error: String(error) }, what));
const duties = [
  // While Kafka is away a question asked again would only wait behind the first.
  duty(1000, 'could not ask a charge point again', () => {
    if (isHeard()) office.offerAgain(settings.offerAgainMs, settings.answerWithinMs);
  }),
  duty(looksEveryMs, 'could not look at the charge points', town.look),
  duty(settings.aliveEveryMs, 'could not give a sign of life', town.alive),
];
layer.start();

endOnSignals(log, async () => {
  for (const each of duties) each.stop();
  monitors.close();
  await Promise.all([app.close(), layer.close()]);
  database.close();
});
