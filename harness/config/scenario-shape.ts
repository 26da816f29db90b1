import { types } from 'node:util';
import { z } from 'zod';
import { namedTwice, vocabularyOf } from '../engine/vocabulary.ts';
import { fitsBrokers } from '../faults/index.ts';
import { Failure } from '../model/failure.ts';
import type { Scenario } from '../model/scenario.ts';
import { type Condition, flatten, type Step, stepKinds, type Vocabulary } from '../model/step.ts';
import type { SystemDescription } from '../model/system.ts';
import { isOwnSetting } from '../runtimes/shared/broker/own-names.ts';
import { nearest } from '../util/nearest.ts';
import { asError } from '../util/thrown.ts';

/** A schema of options, of whatever version of the library. */
function schema() {
  return z.custom<unknown>(
    (value) => typeof (value as { readonly safeParse?: unknown } | undefined)?.safeParse === 'function',
    'expected a schema of zod',
  );
}
const callable = z.custom<unknown>((value) => typeof value === 'function', 'expected a function');
const name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected a name of small letters, digits and dashes');
/** It becomes a part of a run's name. */
const variant = z.string().regex(/^\w[\w.-]*$/, 'expected a name of letters, digits, dots and dashes');
const bytes = z.instanceof(Uint8Array).refine(({ length }) => length > 0, 'expected some bytes');
const topicName = z.string().regex(/^[A-Za-z0-9._-]{1,249}$/, 'expected a name that Kafka takes for a topic');

const brokerSettings = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
  .superRefine((settings, context) => {
    const wrong = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    for (const name of Object.keys(settings)) {
      if (!/^[A-Za-z0-9._-]+$/.test(name)) wrong(name, 'expected the name of a setting of Kafka');
      else if (isOwnSetting(name)) wrong(name, 'the harness sets this itself, and stands on it');
    }
  });

const step: z.ZodType = z.lazy(() =>
  z.strictObject({
    do: z.string().min(1),
    with: z.record(z.string(), z.unknown()).optional(),
    steps: z.array(step).optional(),
    fault: z.string().optional(),
  }),
);

const stepType = z.looseObject({
  name: z.string().min(1),
  options: schema(),
  title: callable,
  brings: z.literal('nothing').optional(),
  run: callable,
});
const conditionType = z.looseObject({ name: z.string().min(1), options: schema(), holds: callable, missing: callable });
const faultType = z.looseObject({ name: z.string().min(1), options: schema(), title: callable, inject: callable });

/** None twice: whoever is named could be either. */
const once = <Item extends z.ZodType>(item: Item, key: (each: z.output<Item>) => unknown = (each) => each) =>
  z.array(item).refine((all) => new Set(all.map(key)).size === all.length, 'expected each of them once');
const byName = (each: { readonly name: string }): string => each.name;

/** A check with options is a function, too, which an object's schema would refuse. */
const check = z.preprocess(
  (value) => (typeof value === 'function' ? { ...value, name: value.name } : value),
  z.looseObject({ name, claim: z.string().min(1), judge: callable }),
);

const service = z
  .looseObject({
    name,
    kafka: z.boolean(),
    ports: z.array(z.string()).refine((ports) => ports.includes('http'), 'expected one of them to be "http"'),
    command: callable,
    source: z.string().optional(),
    consumerGroup: z.string().min(1).optional(),
    restartPolicy: z.enum(['always', 'on-failure']).optional(),
  })
  .refine(({ kafka, source }) => !kafka || source !== undefined, {
    path: ['source'],
    message: 'expected the source of its events, since it talks to Kafka',
  });

const system = z.looseObject({
  name,
  topics: once(z.object({ name: topicName, partitions: z.int().positive() }), byName).min(1),
  services: once(service, byName).min(1),
  links: once(
    z.looseObject({ name, from: name, to: name, port: z.string().min(1), question: bytes, answer: bytes }),
    byName,
  ).optional(),
  states: z.array(z.looseObject({ reportedBy: name, path: z.string().startsWith('/'), read: callable })).optional(),
  variants: once(variant).min(1),
  limits: once(check, byName).optional(),
  invariants: z.array(check),
  steps: once(stepType, byName).optional(),
  conditions: once(conditionType, byName).optional(),
  faults: once(faultType, byName).optional(),
  read: callable,
  readHealth: callable,
});

const whole = z.strictObject({
  title: z.string().min(1),
  story: z.string().min(1),
  tags: once(name),
  system,
  load: z.looseObject({ title: z.string().min(1), every: z.number().positive(), ask: callable }),
  steps: z
    .array(step)
    .min(1)
    .refine(
      (steps) => steps.some((each) => (each as Step).do === stepKinds.expectRecovery),
      'expected a recover(…) step',
    ),
  expect: z.array(check).min(1),
  topics: z.enum(['pre-created', 'by-services', 'none']).optional(),
  brokers: z.union([z.literal(1), z.literal(3)]).optional(),
  brokerSettings: brokerSettings.optional(),
  runtime: z.enum(['docker', 'native']).optional(),
  control: z.literal('must be violated').optional(),
});

const shape = whole.superRefine(({ brokers = 1, steps, system }, context) => {
  const own = system as SystemDescription;
  for (const name of namedTwice(own)) {
    const message = `"${name}" is a name of the harness's own, or stands here twice`;
    context.addIssue({ code: 'custom', path: ['system', 'name'], message });
  }
  for (const issue of wrongSteps(vocabularyOf(own), steps as readonly Step[], ['steps'])) context.addIssue(issue);
  const faults = flatten(steps as readonly Step[]).flatMap(({ fault }) => fault ?? []);
  for (const fault of new Set(faults)) {
    if (fitsBrokers(fault, brokers)) continue;
    const message = `${fault} is not for a system with ${brokers === 1 ? 'one broker' : `${brokers} brokers`}`;
    context.addIssue({ code: 'custom', path: ['steps'], message });
  }
});

type WrongField = {
  readonly code: 'custom';
  readonly path: PropertyKey[];
  readonly message: string;
  /** Its message says all there is to say. */
  readonly params: { readonly whole: true };
};

/** What is wrong with steps, each by the schema of its kind, of its fault and of its condition. */
function wrongSteps(words: Vocabulary, steps: readonly Step[], at: readonly PropertyKey[]): WrongField[] {
  return steps.flatMap((one, index) => {
    const here = [...at, index];
    const [kinds, name, field] =
      one.fault === undefined ? [words.steps, one.do, 'do'] : [words.faults, one.fault, 'fault'];
    const inside = wrongSteps(words, one.steps ?? [], [...here, 'steps']);
    if (one.fault !== undefined && !words.steps.has(one.do)) return [unknownName([...here, 'do'], one.do, words.steps)];
    const type = kinds.get(name);
    if (!type) return [unknownName([...here, field], name, kinds), ...inside];
    const { error } = type.options.safeParse(one.with ?? {});
    const wrong = (error?.issues ?? []).map((issue) => fieldOf(issue, [...here, 'with'], one.with));
    const condition = one.fault === undefined ? (one.with?.condition as Condition | undefined) : undefined;
    const unmet =
      condition && wrong.length === 0 ? wrongCondition(words, condition, [...here, 'with', 'condition']) : [];
    return [...wrong, ...unmet, ...inside];
  });
}

function wrongCondition(words: Vocabulary, condition: Condition, at: readonly PropertyKey[]): WrongField[] {
  const type = words.conditions.get(condition.is);
  if (!type) return [unknownName([...at, 'is'], condition.is, words.conditions)];
  const { error } = type.options.safeParse(condition.with ?? {});
  return (error?.issues ?? []).map((issue) => fieldOf(issue, [...at, 'with'], condition.with));
}

const fieldOf = (issue: z.core.$ZodIssue, at: readonly PropertyKey[], value: unknown): WrongField => ({
  code: 'custom',
  path: [...at, ...issue.path],
  message: wordsOf(issue, value),
  params: { whole: true },
});

function unknownName(path: PropertyKey[], name: string, known: ReadonlyMap<string, unknown>): WrongField {
  const alike = nearest(name, [...known.keys()]);
  const message = `there is no "${name}"${alike ? `; did you mean "${alike}"?` : ''}`;
  return { code: 'custom', path, message, params: { whole: true } };
}

/** A scenario as it must be, or a `Failure` that names each field that is wrong and what was expected of it. */
export function validateScenario(value: unknown, file: string): Scenario {
  const wrong = wrongWith(value).map((line) => `  ${line}`);
  if (wrong.length === 0) return value as Scenario;
  throw new Failure('usage', {
    attempted: `read the scenario ${file}`,
    happened: [wrong.length === 1 ? 'one field is wrong' : `${wrong.length} fields are wrong`, ...wrong].join('\n'),
    remedy: 'Mend these fields; docs/writing-a-scenario.md says what each is for.',
  });
}

/** What is wrong, in a line each. A value may do anything when it is looked at: hold itself, or throw. */
function wrongWith(value: unknown): string[] {
  try {
    if (types.isPromise(value)) return ['default export: expected a scenario, not a promise of one (`await` it)'];
    const circle = circleIn(value);
    if (circle) return [`${circle}: expected other steps, and it holds itself`];
    const { error } = shape.safeParse(value);
    return (error?.issues ?? []).map(
      (issue) => `${issue.path.map(String).join('.') || 'default export'}: ${wordsOf(issue, value)}`,
    );
  } catch (thrown) {
    return [`default export: it cannot be read: ${asError(thrown).message}`];
  }
}

/** The path of a step that is one of those that hold it, if there is one. */
function circleIn(value: unknown, path = '', holders: readonly unknown[] = []): string | undefined {
  const steps: unknown = (value as { readonly steps?: unknown } | null | undefined)?.steps;
  if (holders.includes(value)) return path;
  if (!Array.isArray(steps)) return undefined;
  const inner = path === '' ? 'steps' : `${path}.steps`;
  for (const [index, step] of steps.entries()) {
    const found = circleIn(step, `${inner}.${index}`, [...holders, value]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is wrong with a field, for somebody who never heard of the library that looks. */
function wordsOf(issue: z.core.$ZodIssue, value: unknown): string {
  const { code, path, message } = issue;
  if (code === 'custom' && issue.params?.whole) return message;
  const words = message.replace(/^Invalid (input|option): /, '');
  const found = path.reduce<unknown>(
    (inside, key) => (inside as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
  if (found !== undefined) return words;
  return code === 'custom' ? `${words}, and it is missing` : 'missing';
}
