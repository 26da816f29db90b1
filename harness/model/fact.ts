import { z } from 'zod';

/**
 * The words of a history. Times are milliseconds since the run began (`run.startedAt` holds the epoch), on one clock;
 * `at` is when the fact was written, any other time in a fact is when the thing itself happened.
 */
const at = z.number().nonnegative();
const name = z.string().min(1).max(200);
const text = z.string().max(4000);
const count = z.int().nonnegative();
/** A day in the year 255,000, in milliseconds: beyond it there is no date, and what happens in a run comes on top of it. */
const latest = 8e15;
/** So many cannot run on one machine, and each is judged by itself against all that happened. */
const servicesAtMost = 1000;
const parameters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** What a connection to Kafka met, seen from outside. */
export const probeOutcomes = ['answers', 'refused', 'closed', 'reset', 'silent', 'not-ready', 'garbled'] as const;

/**
 * What a restart by hand did for a service. late: it worked by itself before anybody was restarted, later than it was
 * watched. not-needed: it worked once others had been restarted, and was not. helped: what it lacked came back with its own
 * restart, and then it worked. together: it worked only after its own restart and those of others, and nobody can tell
 * which of them it needed. did-not-help: it did not work at the end. unobserved: nobody could have seen whether it worked.
 */
export const restartTestResults = ['late', 'not-needed', 'helped', 'together', 'did-not-help', 'unobserved'] as const;

const run = z.object({
  kind: z.literal('run'),
  at,
  format: z.literal(2),
  id: name,
  /** Milliseconds since the epoch. */
  startedAt: z.number().min(0).max(latest),
  scenario: name,
  title: text,
  story: text,
  system: name,
  services: z
    .array(
      z.object({
        name,
        kafka: z.boolean(),
        source: name.optional(),
        /** Without Kafka: a silence that is no longer than this is none. */
        heartbeatWithinMs: z.number().positive().optional(),
      }),
    )
    .min(1)
    .max(servicesAtMost),
  /** Ways between services that faults can disturb. */
  links: z.array(z.object({ name, from: name, to: name })).optional(),
  topics: z.array(z.object({ name, partitions: count })),
  /** Names of the brokers; missing: there is one, `kafka`. */
  brokers: z.array(name).optional(),
  variant: name,
  /** All that the system has, oldest first. */
  variants: z.array(name).optional(),
  runtime: name,
  topicProvisioning: z.enum(['pre-created', 'by-services', 'none']),
  checks: z.array(name),
  /** The options of those that have any, by the check's name. */
  checkOptions: z.record(name, z.record(z.string(), z.number())).optional(),
  /** Names of the faults that the steps script, in order; what did not happen can be told from what was never meant to. */
  faults: z.array(name),
  /** Titles of steps of the scenario's own that do not say what they bring. */
  unsaid: z.array(text).optional(),
  /** Whether requests are asked at all. */
  load: text.optional(),
  /** The service that they are asked of. */
  asked: name.optional(),
  versions: z.record(z.string(), z.string()),
  machine: z.record(z.string(), z.string()),
  /** What drew the gaps between the requests; missing: they were all alike. */
  seed: count.optional(),
  command: text,
});

const step = z.object({
  kind: z.literal('step'),
  at,
  phase: z.enum(['begin', 'end']),
  /** Position in the story: `2.1` is the first step inside the second. The line's own stages are words: up, drain, … */
  path: name,
  step: name,
  title: text,
  parameters: parameters.optional(),
  /** At the end: done, or failed when what it waited for did not come. */
  outcome: z.enum(['done', 'failed', 'aborted']).optional(),
  reason: text.optional(),
});

const fault = z.object({
  kind: z.literal('fault'),
  at,
  phase: z.enum(['inject', 'injected', 'heal', 'healed']),
  /** Tells two faults of the same name apart. */
  fault: name,
  name,
  title: text,
  parameters: parameters.optional(),
  /** Whether it leaves every service's way to Kafka as it is. */
  sparesKafka: z.boolean().optional(),
});

/** What a fault of a scenario's own saw from outside, of itself or of its being healed. */
const shown = z.object({
  kind: z.literal('shown'),
  at,
  fault: name,
  shows: z.enum(['there', 'healed']),
  sentence: text,
  holds: z.boolean(),
});

const probe = z.object({
  kind: z.literal('probe'),
  at,
  /**
   * A service's route, a link, or `admin`. With several brokers: one of a service's routes (`orders@kafka-2`) or a
   * broker's own listener (`admin@kafka-2`); the bare name then stands for all of them, and met what the worst met.
   */
  route: name,
  outcome: z.enum(probeOutcomes),
  detail: text.optional(),
  /** Equal attempts in a row are one fact: when the first began and the last ended, and how many they were. */
  first: z.number(),
  last: z.number(),
  count: count.positive(),
  /** How long the quickest and the slowest of them took, in milliseconds. */
  quickestMs: z.number().optional(),
  slowestMs: z.number().optional(),
  /** Which cluster answered. */
  cluster: name.optional(),
});

const route = z.object({
  kind: z.literal('route'),
  at,
  route: name,
  /** What the proxy itself says. */
  open: z.boolean(),
  toxics: z.array(name),
});

/** What the operating system said of a process that a fault is about. */
const state = z.object({
  kind: z.literal('state'),
  at,
  subject: name,
  pid: count,
  /** R, S, D, T (stopped) … as in proc(5); gone: there is no such process. */
  state: name,
  cpuMs: z.number().optional(),
  residentBytes: count.optional(),
  /** Limits that hold for it now, in bytes, by their names. */
  limits: z.record(z.string(), z.number()).optional(),
});

/** Something that a log says, and that matters as evidence: its own words, cut short. */
const logLine = z.object({ kind: z.literal('log-line'), at, subject: name, text });

const intent = z.object({
  kind: z.literal('intent'),
  at,
  /** What the harness is about to do to a process, so that what nobody meant stands out. */
  action: z.enum(['start', 'stop', 'kill', 'pause', 'resume']),
  subject: name,
  by: name,
});

const process = z.object({
  kind: z.literal('process'),
  at,
  phase: z.enum(['started', 'exited', 'member-joined', 'member-left', 'alive']),
  subject: name,
  pid: count,
  startTime: name,
  /** The id of the container that it runs in, where it does. */
  container: name.optional(),
  /** How often the engine has restarted that container by a policy of its own. */
  restarts: count.optional(),
  /** What the engine does, by itself, when that container ends. */
  policy: name.optional(),
  code: z.number().nullable().optional(),
  signal: z.string().nullable().optional(),
  /** When it ended, by the engine's word, which comes later. */
  endedAt: z.number().optional(),
  /** The kernel ended it because its container had used up its memory. */
  outOfMemory: z.boolean().optional(),
});

const operation = z.object({
  kind: z.literal('operation'),
  at,
  /** unknown: it may or may not have happened; never the same as fail. */
  phase: z.enum(['invoke', 'ok', 'fail', 'unknown']),
  operation: name,
  detail: text.optional(),
});

const record = z.object({
  kind: z.literal('record'),
  at,
  topic: name,
  partition: count,
  offset: count,
  /** When the broker appended it, by the broker's clock, which is this machine's: whole milliseconds. */
  appendedAt: z.number(),
  /** live: heard as it came. final: only the last read, from the beginning, saw it. */
  seen: z.enum(['live', 'final']),
  role: z.enum(['request', 'completed', 'rejected', 'acknowledged', 'other', 'unreadable']),
  /** The service that must answer it. */
  to: name.optional(),
  id: name,
  type: name,
  source: name,
  correlationId: name.optional(),
  causationId: name.optional(),
  amounts: z.record(z.string(), z.number()).optional(),
  detail: text.optional(),
});

/** What is in Kafka, or was, and could not be read: what is missing in the history may be there all the same. */
const unseen = z.object({
  kind: z.literal('unseen'),
  at,
  topic: name,
  partition: count,
  /** First and last offset that it is about; missing: the whole partition. */
  from: count.optional(),
  to: count.optional(),
  /** When the last of it was appended, where that could be read. */
  appendedAt: z.number().optional(),
  /** It could be read, but for the time at which the broker appended it. */
  undated: z.boolean().optional(),
  why: text,
});

/** A topic when it was first seen, and again when it was another one of the same name or had more partitions. */
const topic = z.object({ kind: z.literal('topic'), at, topic: name, id: name, partitions: count });

const finalRead = z.object({
  kind: z.literal('final-read'),
  at,
  partitions: z.array(z.object({ topic: name, partition: count, beginning: count, end: count, read: count })),
  /** Records that the witness had seen and the last read did not find. */
  vanished: z.array(z.string()),
});

const health = z.object({
  kind: z.literal('health'),
  at,
  service: name,
  /** Written when it changes. */
  answer: z.enum(['says', 'refused', 'silent', 'garbled']),
  ready: z.boolean().optional(),
  waitingFor: z.array(text).optional(),
});

const heartbeat = z.object({
  kind: z.literal('heartbeat'),
  at,
  /** A service without Kafka, as another one saw it last. */
  service: name,
  seenBy: name,
  signAt: z.number(),
});

/** A consumer group of a service, as the broker tells it. Written when it changes, while the groups are looked at. */
const group = z.object({
  kind: z.literal('group'),
  at,
  service: name,
  /** Missing: there is none of this service. */
  group: name.optional(),
  /** In the broker's words; gone: it is no longer listed, none: there was never one. */
  state: name,
  /** Ids of the members: one that joined again has another one. */
  members: z.array(name),
  /** How many partitions of each topic they were given. */
  assigned: z.record(z.string(), count),
  /** Places committed to Kafka, by topic/partition; empty for a consumer that keeps its place elsewhere. */
  committed: z.record(z.string(), z.number()),
});

/** What one of several brokers itself says of their cluster. Written when it changes, and each second. */
const cluster = z.object({
  kind: z.literal('cluster'),
  at,
  reportedBy: name,
  partitions: z.array(
    z.object({
      topic: name,
      partition: count,
      /** Brokers are named by their numbers, from 1; -1: there is none. */
      leader: z.int(),
      /** Of two words the one with the higher epoch is the later. */
      epoch: z.int(),
      inSync: z.array(z.int()),
    }),
  ),
  /** The active controller, where it could be asked through this broker. */
  controller: z.object({ node: z.int(), epoch: z.int() }).optional(),
});

/** What a service says of the things that it is about, such as the state of an order. Written when it changes. */
const states = z.object({
  kind: z.literal('states'),
  at,
  service: name,
  answer: z.enum(['says', 'refused', 'silent', 'garbled']),
  says: z.record(z.string(), name).optional(),
});

const restartTest = z.object({
  kind: z.literal('restart-test'),
  at,
  service: name,
  result: z.enum(restartTestResults),
  /** From its restart until what it had lacked came back. */
  tookMs: z.number().optional(),
});

/** What one patient connection through a service's route saw while a fault was on it, or after: see kafka/measure.ts. */
const measurement = z.object({
  kind: z.literal('measurement'),
  at,
  route: name,
  from: z.number(),
  to: z.number(),
  /** Of Kafka's answers. */
  bytes: count,
  /** From the question on, in milliseconds; missing: it did not come. */
  firstByteMs: z.number().optional(),
  answeredMs: z.number().optional(),
  /** Until the far end had closed. */
  closedMs: z.number().optional(),
});

/** What a server of the harness's own did in the place of a link's far end. */
const garbageServed = z.object({
  kind: z.literal('garbage-served'),
  at,
  route: name,
  connections: count,
  /** Different first words of those who connected: the prober always says the same ones. */
  openings: count,
  bytesSaid: count,
});

/** New connections that the proxy of a route or link accepted in a stretch of time; the harness's own are left out. */
const connections = z.object({
  kind: z.literal('connections'),
  at,
  route: name,
  from: z.number(),
  to: z.number(),
  count,
});

/** What a service's process uses, by the operating system's word, and how long its log is. */
const usage = z.object({
  kind: z.literal('usage'),
  at,
  service: name,
  pid: count,
  residentBytes: count,
  cpuMs: z.number(),
  logBytes: count,
});

/** How busy the machine was, and whether the harness could watch: once a second, and for each time in which it could not. */
const machine = z.object({
  kind: z.literal('machine'),
  at,
  from: z.number(),
  to: z.number(),
  /** By how much a beat of the harness came late, at most. */
  lateMs: z.number(),
  /** Processor time in milliseconds that each process had, and for which it was ready and waited. */
  ran: z.record(z.string(), z.number()).optional(),
  waited: z.record(z.string(), z.number()).optional(),
  /** For how long some process of this machine waited for a processor. */
  pressureMs: z.number().optional(),
  /** So long the harness neither ran nor waited for a processor: it was stopped. */
  stoodMs: z.number().optional(),
  /** By so much the time of day went on further than this clock: the machine slept, or its clock was set. */
  sleptMs: z.number().optional(),
});

/** What a service's log claims. */
const claim = z.object({
  kind: z.literal('claim'),
  at,
  service: name,
  /** Kafka has this event. */
  event: name.optional(),
  /** Its producer is connected to Kafka; false: it is not, or not any more. */
  sends: z.boolean().optional(),
  /** Its consumer is. */
  hears: z.boolean().optional(),
});

/** How a service took it that it was asked to end: written when it has, or when the time for it was over. */
const shutDown = z.object({
  kind: z.literal('shut-down'),
  at,
  service: name,
  pid: count,
  /** Until its own process had ended; missing: it had not when the time was over. */
  tookMs: z.number().optional(),
  /** Processes of its group that were still there then. */
  left: count,
});

/** What the run cost the harness itself. */
const cost = z.object({ kind: z.literal('cost'), at, peakMemoryBytes: count });
const note = z.object({ kind: z.literal('note'), at, about: name, text });
const aborted = z.object({ kind: z.literal('aborted'), at, reason: text });
const closed = z.object({
  kind: z.literal('closed'),
  at,
  /** How many facts stand before this one: a history that was cut short cannot have the right number. */
  facts: count,
});

export const factSchema = z.discriminatedUnion('kind', [
  run,
  step,
  fault,
  shown,
  probe,
  route,
  state,
  logLine,
  intent,
  process,
  operation,
  record,
  unseen,
  topic,
  finalRead,
  health,
  heartbeat,
  group,
  cluster,
  states,
  measurement,
  garbageServed,
  connections,
  usage,
  machine,
  claim,
  shutDown,
  restartTest,
  cost,
  note,
  aborted,
  closed,
]);

export type Fact = z.infer<typeof factSchema>;
export type FactKind = Fact['kind'];
export type FactOf<Kind extends FactKind> = Extract<Fact, { kind: Kind }>;

type WithoutTime<Member> = Member extends Fact ? Omit<Member, 'at'> : never;
/** A fact before the recorder has put the time on it. */
export type Draft = WithoutTime<Fact>;
export type RestartTestResult = (typeof restartTestResults)[number];
export type ProbeOutcome = (typeof probeOutcomes)[number];
