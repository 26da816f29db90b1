/**
 * The words of format 1, of histories, reports and baselines, and what they are called in format 2. An upgrade changes
 * words and nothing else: each line stays the line that it was, so a verdict points at the same ones.
 */
type Words = Readonly<Record<string, string>>;

export const checksOfFormat1: Words = {
  'nothing-lost': 'no-loss',
  'nothing-doubled': 'no-duplicates',
  'says-sent': 'no-false-ack',
  'honest-while-degraded': 'honest-readiness',
  'load-as-before': 'steady-state',
  'full-service': 'end-to-end',
  'story-as-told': 'scenario-completed',
  'fault-took-effect': 'fault-effective',
  'clean-shut-down': 'graceful-shutdown',
  'went-on': 'availability',
};

const faults: Words = {
  'broker.absent': 'broker.notStarted',
  'broker.frozen': 'broker.paused',
  'broker.wiped': 'broker.dataLost',
  'broker.unresolved': 'broker.dnsMissing',
  'broker.minorityLeft': 'broker.quorumLost',
  'broker.isolated': 'broker.partitioned',
  'broker.uncleanReturn': 'broker.leaderDataLost',
  'service.frozen': 'service.paused',
  'service.late': 'service.delayedStart',
  'service.starved': 'service.cpuThrottled',
};

const steps: Words = {
  goOn: 'expectAvailability',
  hold: 'wait',
  recover: 'expectRecovery',
  until: 'waitUntil',
  proof: 'restart-test',
  'last-read': 'final-read',
};

const kinds: Words = {
  babbled: 'garbage-served',
  measured: 'measurement',
  proof: 'restart-test',
  said: 'log-line',
  sign: 'heartbeat',
  view: 'states',
};

const roles: Words = { asked: 'request', fulfilled: 'completed', declined: 'rejected', heard: 'acknowledged' };
const provisioning: Words = { operator: 'pre-created', services: 'by-services', nobody: 'none' };
const results: Words = { spared: 'not-needed', cured: 'helped', 'not-cured': 'did-not-help' };
const keys: Words = {
  generation: 'variant',
  topicMaker: 'topicProvisioning',
  cause: 'causationId',
  saidBy: 'reportedBy',
};

/** Faults of before it was written down that leave every service's way to Kafka as it is. */
const sparedKafka = new Set([
  ...['killed', 'paused', 'delayedStart', 'clockMoved', 'cpuThrottled', 'memoryLimited', 'outOfMemory'].map(
    (name) => `service.${name}`,
  ),
  ...['cut', 'blackHole', 'garbage'].map((name) => `link.${name}`),
]);

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is no word of the list, or no word at all, stays as it is: the schema of today says what is wrong with it. */
const worded = (words: Words, value: unknown): unknown =>
  typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : value;
const wordedAll = (words: Words, value: unknown): unknown =>
  Array.isArray(value) ? value.map((one) => worded(words, one)) : value;
/** `route.cut#1`, `startBroker`: the fault or the step before the number that tells two of them apart. */
const numbered = (words: Words, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/^[^#]+/, (name) => String(worded(words, name))) : value;

const renamed = (fields: Fields, words: Words): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [String(worded(words, key)), value]));

/** What checks allowed when they had no options: measured on the one system that there was. */
const limitsThen = {
  'bounded-log': { mostBytesPerSecond: 20_000 },
  'bounded-memory': { mostBytes: 400e6, mostGrowthBytes: 128e6 },
  'graceful-shutdown': { withinMs: 2000 },
  'honest-readiness': { withinMs: 2000 },
  'no-reconnect-storm': { mostPerSecond: 50 },
  'no-zombie': { withinMs: 5000 },
};

/** How the fields of a kind, in the words of format 2 already, are put; of the others nothing changed. */
const upgrades: Readonly<Record<string, (fields: Fields) => Fields>> = {
  run: (fields) => ({
    ...fields,
    format: 2,
    topicProvisioning: worded(provisioning, fields.topicProvisioning),
    checks: wordedAll(checksOfFormat1, fields.checks),
    faults: wordedAll(faults, fields.faults),
    checkOptions: limitsThen,
    services: eachOf(fields.services, (service) =>
      service.kafka === false ? { ...service, heartbeatWithinMs: 2500 } : service,
    ),
  }),
  step: (fields) => ({ ...fields, step: worded(steps, fields.step), path: worded(steps, fields.path) }),
  fault: (fields) => {
    const name = worded(faults, fields.name);
    const inject = fields.phase === 'inject' && fields.sparesKafka === undefined;
    const spares = inject ? { sparesKafka: typeof name === 'string' && sparedKafka.has(name) } : {};
    return { ...fields, name, fault: numbered(faults, fields.fault), ...spares };
  },
  shown: (fields) => ({ ...fields, fault: numbered(faults, fields.fault) }),
  intent: (fields) => ({ ...fields, by: numbered({ ...steps, ...faults }, fields.by) }),
  record: ({ operation, ...fields }) => ({
    ...fields,
    role: worded(roles, fields.role),
    ...(operation === undefined ? {} : { correlationId: operation }),
  }),
  'restart-test': (fields) => ({ ...fields, result: worded(results, fields.result) }),
};

/** A line of a history of format 1 as format 2 would have it. Whatever it is, nothing is thrown. */
export function factFromFormat1(value: unknown): unknown {
  if (!isFields(value)) return value;
  const fields = renamed({ ...value, kind: worded(kinds, value.kind) }, keys);
  const upgrade = upgrades[String(fields.kind)];
  return upgrade ? upgrade(fields) : fields;
}

/** A report of format 1 as far as other runs are interested in it. */
export function reportFromFormat1(value: unknown): unknown {
  if (!isFields(value)) return value;
  const { services, checks } = value;
  return {
    ...renamed(value, keys),
    format: 2,
    services: eachOf(services, ({ proof, ...service }) => ({
      ...service,
      restartTest: isFields(proof) ? { ...proof, result: worded(results, proof.result) } : (proof ?? null),
    })),
    checks: eachOf(checks, (check) => ({ ...check, name: worded(checksOfFormat1, check.name) })),
  };
}

export function baselineFromFormat1(value: unknown): unknown {
  if (!isFields(value)) return value;
  const { scenarios } = value;
  const upgraded = isFields(scenarios)
    ? Object.fromEntries(
        Object.entries(scenarios).map(([name, one]) => [name, isFields(one) ? renamed(one, keys) : one]),
      )
    : scenarios;
  return { ...value, format: 2, scenarios: upgraded };
}

const eachOf = (value: unknown, upgrade: (fields: Fields) => Fields): unknown =>
  Array.isArray(value) ? value.map((one) => (isFields(one) ? upgrade(one) : one)) : value;
