import type { Fact } from '../../../harness/model/fact.ts';
import { type History, history } from '../../../harness/model/history.ts';

/**
 * A small history of a run in which everything went well, fact by fact: no Kafka for 6 s, then three requests of which
 * one is denied, one is asked after the heal and is the drill. Tests change one fact of it and see who notices.
 */
export function goodRun(): Fact[] {
  const facts = [
    ...opening,
    ...services.flatMap(({ name }, index) => started(name, 100 + index, 50)),
    ...routes.flatMap((route) => probe(route, 'refused', 200, 6900, 130)),
    ...kafkaServices.map((name) => says(name, 300, ['kafka'])),
    ...usage,
    ...connections,
    ...operation('op-1', 1000),
    { kind: 'step', at: 1100, phase: 'end', path: '1.1', step: 'startServices', title: 'start', outcome: 'done' },
    { kind: 'fault', at: 7000, phase: 'heal', ...fault },
    ...started('kafka', 200, 7100),
    ...routes.map((route) => ({ kind: 'route', at: 7700, route, open: true, toxics: [] })).slice(1),
    { kind: 'fault', at: 7800, phase: 'healed', ...fault },
    { kind: 'step', at: 7801, phase: 'end', path: '1', step: 'during', title: 'no Kafka', outcome: 'done' },
    {
      kind: 'step',
      at: 7802,
      phase: 'begin',
      path: '2',
      step: 'expectRecovery',
      title: 'recover',
      parameters: { withinMs: 5000 },
    },
    ...routes.flatMap((route) => probe(route, 'answers', 7810, 8900, 20)),
    ...kafkaServices.flatMap((name) => [says(name, 7850, []), group(name, 7860), ...connected(name, 7840)]),
    ...views,
    ...operation('op-2', 7900),
    ...charge('op-1', 8000, 0),
    ...denial('op-2', 8100, 10),
    ...operation('op-3', 8200),
    ...charge('op-3', 8300, 20),
    { kind: 'heartbeat', at: 8900, service: 'monitor', seenBy: 'central', signAt: 8850 },
    { kind: 'step', at: 9000, phase: 'end', path: '2', step: 'expectRecovery', title: 'recover', outcome: 'done' },
    {
      kind: 'final-read',
      at: 9200,
      partitions: [{ topic: 'events', partition: 0, beginning: 0, end: 30, read: 30 }],
      vanished: [],
    },
    ...services.map(({ name }, index) => ({
      kind: 'process',
      at: 9300,
      phase: 'alive',
      subject: name,
      ...identity(100 + index),
    })),
    ...services.map(({ name }) => ({ kind: 'intent', at: 10_310, action: 'stop', subject: name, by: 'down' })),
    ...services.flatMap(({ name }, index) => [
      exited(name, 100 + index, 10_400),
      { kind: 'shut-down', at: 10_410, service: name, pid: 100 + index, tookMs: 90, left: 0 },
    ]),
  ] as Fact[];
  return closed(facts);
}

/** The history of these facts, with the right number in its last one. */
export const told = (facts: readonly Fact[]): History => history(closed(facts.filter(({ kind }) => kind !== 'closed')));

const closed = (facts: readonly Fact[]): Fact[] => [
  ...facts,
  { kind: 'closed', at: Math.max(10_500, facts.at(-1)?.at ?? 0), facts: facts.length },
];

const services = [
  { name: 'driver', kafka: true, source: 'driver:D-1' },
  { name: 'central', kafka: true, source: 'central' },
  { name: 'engine', kafka: true, source: 'engine:CP-1' },
  { name: 'monitor', kafka: false, heartbeatWithinMs: 2500 },
];
const kafkaServices = services.filter(({ kafka }) => kafka).map(({ name }) => name);
const routes = ['admin', 'driver', 'central', 'engine'];
const fault = {
  fault: 'broker.notStarted#1',
  name: 'broker.notStarted',
  title: 'no Kafka',
  parameters: { as: 'refused' },
};

const opening = [
  {
    kind: 'run',
    at: 0,
    format: 2,
    id: 'good',
    startedAt: 1_790_000_000_000,
    scenario: 'slow-kafka',
    title: 'Kafka starts slowly',
    story: 'A story.',
    system: 'ev-charging',
    services,
    topics: [{ name: 'events', partitions: 1 }],
    variant: 'resilient',
    runtime: 'native',
    topicProvisioning: 'pre-created',
    checks: [
      'no-restart',
      'recovered-within',
      'no-loss',
      'no-duplicates',
      'one-ticket-per-session',
      'end-to-end',
      'energy-and-money-conserved',
      'states-converge',
      'honest-readiness',
      'no-reconnect-storm',
      'no-zombie',
      'no-false-ack',
      'bounded-memory',
      'bounded-log',
      'graceful-shutdown',
      'fault-effective',
      'scenario-completed',
    ],
    checkOptions: {
      'bounded-log': { mostBytesPerSecond: 20_000 },
      'bounded-memory': { mostBytes: 400e6, mostGrowthBytes: 128e6 },
      'graceful-shutdown': { withinMs: 2000 },
      'honest-readiness': { withinMs: 2000 },
      'no-reconnect-storm': { mostPerSecond: 50 },
      'no-zombie': { withinMs: 5000 },
    },
    faults: ['broker.notStarted'],
    load: 'charges',
    asked: 'driver',
    versions: { kafka: '4.4.0' },
    machine: { system: 'Linux' },
    command: 'npm run scenario slow-kafka',
  },
  { kind: 'step', at: 1, phase: 'begin', path: '1', step: 'during', title: 'no Kafka' },
  { kind: 'fault', at: 2, phase: 'inject', ...fault },
  ...['driver', 'central', 'engine'].map((route) => ({ kind: 'route', at: 20, route, open: false, toxics: [] })),
  { kind: 'fault', at: 21, phase: 'injected', ...fault },
  { kind: 'step', at: 22, phase: 'begin', path: '1.1', step: 'startServices', title: 'start' },
];

const identity = (pid: number) => ({ pid, startTime: `${pid}00` });

const started = (subject: string, pid: number, at: number) => [
  { kind: 'intent', at, action: 'start', subject, by: 'startServices' },
  { kind: 'process', at: at + 1, phase: 'started', subject, ...identity(pid) },
];

const exited = (subject: string, pid: number, at: number) => ({
  kind: 'process',
  at,
  phase: 'exited',
  subject,
  ...identity(pid),
  code: 0,
  signal: null,
});

const probe = (route: string, outcome: string, first: number, last: number, count: number) => [
  { kind: 'probe', at: last, route, outcome, first, last, count },
];

const says = (service: string, at: number, waitingFor: readonly string[]) => ({
  kind: 'health',
  at,
  service,
  answer: 'says',
  ready: waitingFor.length === 0,
  waitingFor,
});

const group = (service: string, at: number) => ({
  kind: 'group',
  at,
  service,
  group: service,
  state: 'Stable',
  members: [`${service}-1`],
  assigned: { events: 1 },
  committed: {},
});

const connected = (service: string, at: number) =>
  ['sends', 'hears'].map((part) => ({ kind: 'claim', at, service, [part]: true }));

const view = (service: string, at: number, state: string) => ({
  kind: 'states',
  at,
  service,
  answer: 'says',
  says: { 'CP-1': state },
});

/** Of the charge point, from three sides; central's panel says a little later what the engine says. */
const views = [
  ...['central', 'engine', 'monitor'].map((service) => view(service, 7810, 'ACTIVATED')),
  view('engine', 7820, 'SUPPLYING'),
  view('central', 7830, 'SUPPLYING'),
  view('engine', 7840, 'ACTIVATED'),
  view('central', 7850, 'ACTIVATED'),
];

const wholeSeconds = Array.from({ length: 10 }, (_, second) => second * 1000);

/** Looks each second, at processes that hold 100 MB and write 200 bytes a second. */
const usage = wholeSeconds.flatMap((second) =>
  services.map(({ name }, index) => ({
    kind: 'usage',
    at: second + 1200,
    service: name,
    pid: 100 + index,
    residentBytes: 100_000_000 + second,
    cpuMs: second / 10,
    logBytes: second / 5,
  })),
);

const connections = wholeSeconds.flatMap((from) =>
  kafkaServices.map((route) => ({ kind: 'connections', at: from + 1001, route, from, to: from + 1000, count: 2 })),
);

const operation = (name: string, at: number) => [
  { kind: 'operation', at, phase: 'invoke', operation: name },
  { kind: 'operation', at: at + 10, phase: 'ok', operation: name, detail: '202' },
];

interface RecordParts {
  readonly correlationId: string;
  readonly type: string;
  readonly role: string;
  readonly source: string;
  readonly causationId?: string;
  readonly to?: string;
  readonly amounts?: Record<string, number>;
}

/** A record, and its writer's word that Kafka has it. */
const record = ({ correlationId: name, type, ...rest }: RecordParts, at: number, offset: number) => [
  {
    kind: 'record',
    at: at + 5,
    topic: 'events',
    partition: 0,
    offset,
    appendedAt: at,
    seen: 'live',
    id: `${name}/${type}`,
    type,
    correlationId: name,
    ...rest,
  },
  { kind: 'claim', at: at + 6, service: rest.source.split(':')[0], event: `${name}/${type}` },
];

const asked = (name: string, at: number, offset: number) =>
  record(
    { correlationId: name, type: 'charge-requested', role: 'request', source: 'driver:D-1', to: 'central' },
    at,
    offset,
  );

const charge = (name: string, at: number, offset: number) => {
  const say = (type: string, cause: string, source: string, more: Partial<RecordParts> = {}) =>
    ({ correlationId: name, type, role: 'other', source, causationId: `${name}/${cause}`, ...more }) as const;
  const amounts = { suppliedWh: 50, amountCents: 2 };
  const price = { priceCentsPerKwh: 45 };
  return [
    asked(name, at, offset),
    record(say('charge-offered', 'charge-requested', 'central', { amounts: price, to: 'engine' }), at + 10, offset + 1),
    record(say('charge-accepted', 'charge-offered', 'engine:CP-1'), at + 20, offset + 2),
    record(say('supply-ended', 'supply-started', 'engine:CP-1', { amounts, to: 'central' }), at + 30, offset + 3),
    record(
      say('ticket-issued', 'supply-ended', 'central', {
        role: 'completed',
        amounts: { ...amounts, ...price },
        to: 'driver',
      }),
      at + 40,
      offset + 4,
    ),
    record(say('outcome-received', 'ticket-issued', 'driver:D-1', { role: 'acknowledged' }), at + 50, offset + 5),
  ].flat();
};

const denial = (name: string, at: number, offset: number) => {
  const denied = {
    type: 'charge-denied',
    role: 'rejected',
    source: 'central',
    causationId: `${name}/charge-requested`,
  };
  const heard = {
    type: 'outcome-received',
    role: 'acknowledged',
    source: 'driver:D-1',
    causationId: `${name}/charge-denied`,
  };
  return [
    asked(name, at, offset),
    record({ correlationId: name, ...denied, to: 'driver' }, at + 10, offset + 1),
    record({ correlationId: name, ...heard }, at + 20, offset + 2),
  ].flat();
};

/** The same run, watched for so much longer after its last record: long enough for a zombie to be one. */
export const watchedFor = (milliseconds: number, facts: readonly Fact[]): Fact[] => {
  const recoverEnd = facts.findIndex(
    (fact) => fact.kind === 'step' && fact.step === 'expectRecovery' && fact.phase === 'end',
  );
  return facts.map((fact, index) => (index < recoverEnd ? fact : { ...fact, at: fact.at + milliseconds }));
};
