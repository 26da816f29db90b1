import type { Event } from '../contract/events.ts';
import { topics } from '../contract/topics.ts';
import { kafkaHealth, messaging } from '../messaging/index.ts';
import { beat } from '../service/beat.ts';
import { openDatabase } from '../service/database.ts';
import { serveHttp } from '../service/http.ts';
import { endOnSignals } from '../service/lifecycle.ts';
import { openLog } from '../service/log.ts';
import { common, kafkaSettings, port, readSettings, whole } from '../service/settings.ts';
import { announcer } from './announcer.ts';
import { centralApi } from './api.ts';
import { central } from './central.ts';
import { chargePoints } from './charge-points.ts';
import { schema } from './database.ts';
import { messages as messagesOf } from './messages.ts';
import { listenToMonitors } from './monitors.ts';
import { narrate } from './narrator.ts';
import { sessions as sessionsOf } from './sessions.ts';
import { stops } from './stops.ts';
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
});
const log = openLog('central');
const database = openDatabase(settings.database, [schema]);
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
const town = announcer({ watch, messages, publish, isHeard });
const health = () => kafkaHealth(layer);

const monitors = await listenToMonitors({ host: settings.host, port: settings.tcpPort, points, log });
const app = await serveHttp({
  service: 'central',
  host: settings.host,
  port: settings.httpPort,
  log,
  health,
  routes: centralApi({ watch, sessions, stops: halts, hasRoom: layer.hasRoom }),
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
