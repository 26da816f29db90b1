import type { Edit, Mutant } from './mutant.ts';

const layer = 'system/messaging/resilient';
const edit = (file: string, find: string, replace: string): Edit => ({ file, find, replace });

/** Each is the system with one protection taken out, as somebody might have written it. */
export const mutants: readonly Mutant[] = [
  {
    name: 'no-outbox',
    what: 'what is published while Kafka is away is dropped, and nobody is told',
    edits: [
      edit(
        `${layer}/index.ts`,
        'publish: (event) => box.keep(event),',
        'publish: (event) => { if (up(sending)) box.keep(event); },',
      ),
    ],
    story: 'mid-run-outage',
  },
  {
    name: 'forgets-before-acknowledged',
    what: 'an event leaves the outbox when it is sent, not when Kafka has it',
    edits: [
      edit(
        `${layer}/lane.ts`,
        'const batch = upToBytes(left, size.bytes());',
        'const batch = upToBytes(left, size.bytes());\n      box.sent(batch.at(-1)?.sequence ?? 0, topic);',
      ),
    ],
    story: 'route-black-hole',
  },
  {
    name: 'no-dedupe',
    what: 'an event that comes twice takes effect twice',
    edits: [
      edit(
        `${layer}/seen.ts`,
        'mark: (id) => insert.run(id, Date.now()).changes === 1,',
        'mark: (id) => insert.run(id, Date.now()).changes >= 0,',
      ),
      edit(
        'system/central/central.ts',
        'if (session && isOpen(session)) heard(event, session);',
        'if (session) heard(event, session);',
      ),
      edit('system/central/sessions.ts', 'INSERT INTO tickets', 'INSERT OR REPLACE INTO tickets'),
    ],
    services: ['central'],
    story: 'route-acknowledgements-lost',
  },
  {
    name: 'accepted-before-disk',
    what: 'a request is answered with 202 and kept only in memory, for a moment',
    edits: [
      edit(
        'system/driver/driver.ts',
        "publish(makeEvent('charge-requested', source, { correlation }, { driverId, chargePointId, targetWh }));",
        "setTimeout(() => publish(makeEvent('charge-requested', source, { correlation }, { driverId, chargePointId, targetWh })), 1500);",
      ),
    ],
    services: ['driver'],
    story: 'driver-killed',
  },
  {
    name: 'consumer-not-rebuilt',
    what: 'a consumer that was lost once is not built anew',
    edits: [
      edit(
        `${layer}/supervisor.ts`,
        'while (!ending.signal.aborted) {\n      state',
        "while (!ending.signal.aborted && !(what === 'consumer' && losses > 0)) {\n      state",
      ),
    ],
    story: 'mid-run-outage',
  },
  {
    name: 'gives-up-after-ten',
    what: 'it tries ten times and then never again',
    edits: [
      edit(
        `${layer}/supervisor.ts`,
        'while (!ending.signal.aborted) {\n      state',
        'for (let tries = 0; tries < 10 && !ending.signal.aborted; tries += 1) {\n      state',
      ),
    ],
    story: 'slow-kafka',
  },
  {
    name: 'exits-on-disconnect',
    what: 'a service that loses Kafka ends itself, with exit code 0, and leaves the rest to whoever started it',
    edits: [edit(`${layer}/supervisor.ts`, 'losses += 1;', 'process.exit(0);')],
    services: ['engine'],
    story: 'mid-run-outage',
  },
  {
    name: 'restarts-itself',
    what: 'a supervisor in its own process group starts a service again whenever it ends',
    edits: [edit(`${layer}/supervisor.ts`, 'losses += 1;', 'process.exit(1);')],
    through: ['tests/mutants/again.ts'],
    services: ['engine'],
    story: 'mid-run-outage',
  },
  {
    name: 'swallows-errors',
    what: 'a send that fails is taken for one that worked',
    edits: [edit(`${layer}/lane.ts`, 'await send(topic, batch);', 'await send(topic, batch).catch(() => undefined);')],
    story: 'route-black-hole',
  },
  {
    name: 'health-always-well',
    what: '/health says ready, whatever is the matter',
    edits: [
      edit(
        'system/messaging/index.ts',
        'const { ready, ...kafka } = layer.status();',
        'const { ready: _, ...kafka } = layer.status();\n  const ready = true;',
      ),
    ],
    story: 'mid-run-outage',
  },
  {
    name: 'deaf-in-one-topic',
    what: 'a consumer that is given no partition of one topic goes on, deaf for it',
    edits: [
      edit(
        `${layer}/listener.ts`,
        'await consumer.subscribe({ topics: [...options.hears], fromBeginning: true });',
        'await consumer.subscribe({ topics: [options.hears.at(-1) ?? options.hears[0]!], fromBeginning: true });',
      ),
      edit(`${layer}/listener.ts`, 'if (deaf) return lost', 'if (false as boolean) return lost'),
    ],
    services: ['central'],
    story: 'calm',
  },
  {
    name: 'tries-without-a-pause',
    what: 'a client that is lost is built anew at once, again and again',
    edits: [
      edit(
        `${layer}/supervisor.ts`,
        'await delay(pause * brokers, undefined, { signal: ending.signal }).catch(() => undefined);',
        'await delay(0);',
      ),
    ],
    story: 'slow-kafka-accepted-then-closed',
  },
  {
    name: 'says-published-before-it-is',
    what: 'the log says "published" of what only waits',
    edits: [
      edit(
        `${layer}/index.ts`,
        'publish: (event) => box.keep(event),',
        "publish: (event) => { log.info({ event: event.id }, 'published'); if (Math.floor(Date.now() / 1000) % 2 === 0) box.keep(event); },",
      ),
    ],
    services: ['driver'],
    story: 'calm',
  },
  {
    name: 'keeps-everything-in-memory',
    what: 'what was heard is kept for ever, and copied at each look',
    edits: [
      edit(
        'system/central/watch.ts',
        'const look = (): Watched[] => {',
        "const hoard: string[] = [];\n  const look = (): Watched[] => {\n    hoard.push(Buffer.alloc(2_000_000, hoard.length % 64 + 32).toString('latin1'));",
      ),
    ],
    services: ['central'],
    story: 'mid-run-outage',
  },
  {
    name: 'logs-each-try',
    what: 'each failed try is a line in the log, with all that it knows',
    edits: [
      edit(
        `${layer}/supervisor.ts`,
        'const complain = (message: string, fields: object) => log.warn(fields, message);',
        "const complain = (message: string, fields: object) => { for (let line = 0; line < 100; line += 1) log.info({ ...fields, line, all: 'x'.repeat(500) }, message); };",
      ),
    ],
    services: ['driver'],
    story: 'slow-kafka',
  },
  {
    name: 'does-not-end',
    what: 'asked to end, it waits for Kafka for ever',
    edits: [
      edit(
        'system/service/lifecycle.ts',
        'setTimeout(() => process.exit(0), endsWithinMs).unref();',
        'setInterval(() => undefined, 1000);\n    if (Date.now() > 0) return;',
      ),
    ],
    services: ['engine'],
    story: 'calm',
  },
  {
    name: 'monitor-does-not-come-back',
    what: 'a link that has ended is not made anew',
    edits: [
      edit(
        'system/link/lasting-link.ts',
        'while (!ending.signal.aborted) {',
        'for (let once = true; once && !ending.signal.aborted; once = false) {',
      ),
    ],
    services: ['monitor'],
    story: 'link-monitor-central-cut',
  },
  {
    name: 'ticket-with-drift',
    what: 'the energy on a ticket is what was reported last, not what was supplied in the end',
    edits: [
      edit(
        'system/central/central.ts',
        'return ended(session, event, event.payload.suppliedWh, event.payload.reason);',
        'return ended(session, event, Math.max(0, event.payload.suppliedWh - 1), event.payload.reason);',
      ),
    ],
    services: ['central'],
    story: 'calm',
  },
  {
    name: 'forgets-who-is-broken',
    what: 'central does not take notice of faults',
    edits: [edit('system/central/charge-points.ts', 'presence(id).engine = { fault: reason };', 'void reason;')],
    services: ['central'],
    story: 'engine-killed',
  },
  {
    name: 'waits-long-before-it-tries-again',
    what: 'what is lost is built anew after twenty seconds, however much of Kafka is left',
    edits: [
      edit(
        `${layer}/supervisor.ts`,
        'await delay(pause * brokers, undefined, { signal: ending.signal }).catch(() => undefined);',
        'await delay(20_000, undefined, { signal: ending.signal }).catch(() => undefined);',
      ),
    ],
    story: 'leader-killed',
  },
  {
    name: 'keeps-its-opinion',
    what: 'a consumer asks once whom most brokers believe, and never again; nor does its client look around by itself',
    edits: [
      edit(
        `${layer}/listener.ts`,
        'const forget = watchOpinion(options, opinion, lost);',
        'const forget = (): void => undefined;',
      ),
      // Either of the two is enough: the client asks a broker by chance, and two of three are right.
      edit(`${layer}/listener.ts`, 'metadataMaxAge: looksAroundEveryMs', 'metadataMaxAge: 300_000'),
    ],
    story: 'broker-isolated',
  },
  {
    name: 'believes-the-first',
    what: 'the first broker that answers is believed, whatever the others say',
    edits: [
      edit(
        `${layer}/opinions.ts`,
        "if (brokers.length === 1) return { broker: options.broker, leaders: '' };",
        "return { broker: options.broker, leaders: '' };",
      ),
    ],
    story: 'broker-isolated',
  },
];
