import type { FactOf } from '../model/fact.ts';

type Commonest = 'record' | 'operation';
type Look = (value: unknown) => boolean;
/** One look for each field of the schema: one that is added there is missing here, and the types say so. */
type Fields<Kind extends Commonest> = { readonly [Field in keyof Required<FactOf<Kind>>]: Look };

const isNumber: Look = Number.isFinite;
const isTime: Look = (value) => isNumber(value) && (value as number) >= 0;
const isCount: Look = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isName: Look = (value) => typeof value === 'string' && value.length > 0 && value.length <= 200;
const isText: Look = (value) => typeof value === 'string' && value.length <= 4000;
const maybe =
  (look: Look): Look =>
  (value) =>
    value === undefined || look(value);
const oneOf =
  <Word extends string>(...words: readonly Word[]): Look =>
  (value) =>
    words.includes(value as Word);
const isAmounts: Look = (value) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !Object.hasOwn(value, '__proto__') &&
  Object.values(value).every(isNumber);

const record: Fields<'record'> = {
  kind: oneOf<FactOf<'record'>['kind']>('record'),
  at: isTime,
  topic: isName,
  partition: isCount,
  offset: isCount,
  appendedAt: isNumber,
  seen: oneOf<FactOf<'record'>['seen']>('live', 'final'),
  role: oneOf<FactOf<'record'>['role']>('request', 'completed', 'rejected', 'acknowledged', 'other', 'unreadable'),
  to: maybe(isName),
  id: isName,
  type: isName,
  source: isName,
  correlationId: maybe(isName),
  causationId: maybe(isName),
  amounts: maybe(isAmounts),
  detail: maybe(isText),
};

const operation: Fields<'operation'> = {
  kind: oneOf<FactOf<'operation'>['kind']>('operation'),
  at: isTime,
  phase: oneOf<FactOf<'operation'>['phase']>('invoke', 'ok', 'fail', 'unknown'),
  operation: isName,
  detail: maybe(isText),
};

const looks = new Map<unknown, [string, Look][]>([
  ['record', Object.entries(record)],
  ['operation', Object.entries(operation)],
]);

/**
 * Whether this is a fact of one of the two kinds that a long history nearly all consists of, just as the schema would
 * give it back: the schema makes a copy of each fact, which takes longer than reading the line. It says no to whatever
 * it is not sure of, and leaves that to the schema, which also says what is wrong.
 */
export function isCommonest(value: unknown): value is FactOf<Commonest> {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  let known = 0;
  for (const [field, look] of looks.get(fields.kind) ?? []) {
    const found = fields[field];
    if (!look(found)) return false;
    if (found !== undefined) known += 1;
  }
  return known > 0 && known === Object.keys(value).length;
}
