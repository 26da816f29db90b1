import { z } from 'zod';
import { type Measure, measures, stages } from './budget.ts';
import { durationMs, durationPattern } from './duration.ts';

const duration = z
  .string()
  .regex(durationPattern, 'expected a duration such as "3 s" or "250 ms"')
  .describe('A duration, such as "3 s", "250 ms" or "1 min".');
const word = z.string().regex(/^[\w-]{1,100}$/, 'expected a name of letters, digits and dashes');
const pattern = z
  .string()
  .regex(/^[\w*?[\]{},!-]{1,100}$/, 'expected a name, or a pattern such as "route-*"')
  .describe('The name of a scenario, or a pattern such as "route-*".');
const sentence = z.string().trim().min(1).max(500);
const repeats = z.int().min(1).max(100).describe('How often each is run. A regression needs at least 2.');
const level = z.enum(['warn', 'fail']);

const choice = z
  .strictObject({
    name: pattern.optional(),
    tag: word.optional().describe('All scenarios that have this tag.'),
    repeats: repeats.optional(),
  })
  .refine(({ name, tag }) => (name === undefined) !== (tag === undefined), 'expected either a name or a tag')
  .describe('Scenarios that are run.');

const limit = z
  .strictObject({
    warn: duration.optional().describe('Longer than this is told, and passes.'),
    fail: duration.optional().describe('Longer than this fails, and so does never.'),
  })
  .refine(({ warn, fail }) => warn !== undefined || fail !== undefined, 'expected warn, fail or both')
  .refine(({ warn, fail }) => !ordered(warn) || !ordered(fail) || durationMs(warn) < durationMs(fail), {
    path: ['warn'],
    message: 'expected it to be shorter than fail',
  });
const ordered = (text: string | undefined): text is string => text !== undefined && durationPattern.test(text);

const meanings: Readonly<Record<Measure, string>> = {
  recovery: 'From the heal of its own way to Kafka until a service sends and hears again.',
  tcp: 'From the beginning of the heal until a broker answers.',
  metadata: 'From the beginning of the heal until leaders and a coordinator are known.',
  joined: 'From the beginning of the heal until it is in its group for good.',
  fetched: 'From the beginning of the heal until its committed place moves.',
  effect: 'From the beginning of the heal until its first answer.',
  caughtUp: 'From the beginning of the heal until nothing is left over.',
};
const limitsOf = Object.fromEntries(
  measures.map((name) => [name, limit.optional().describe(meanings[name])]),
) as Record<Measure, z.ZodOptional<typeof limit>>;

const budget = z
  .strictObject({
    scenario: pattern.optional(),
    service: word.optional().describe('The name of a service; without one, each by itself.'),
    ...limitsOf,
  })
  .refine(
    (all) => measures.some((name) => all[name] !== undefined),
    `expected recovery or a stage: ${stages.join(', ')}`,
  )
  .describe('For each measure and level, the last entry that fits a service in a scenario holds.');

const quarantine = z
  .strictObject({
    scenario: word.describe('One scenario, by its name: it still runs, and what fails is shown.'),
    owner: sentence.describe('Who answers for it.'),
    reason: sentence,
    until: z.iso
      .date('expected a day such as 2027-01-31')
      .describe('From the beginning of this day (UTC) it fails again.'),
  })
  .describe('Somebody answers for a scenario that fails, until a day.');

/** The file as it may be written. Unknown keys are errors: a budget that nobody reads is worse than none. */
const shape = z
  .strictObject({
    format: z.literal(1),
    variant: word.optional().describe('The variant of the system; without it the newest.'),
    repeats: repeats.optional(),
    scenarios: z
      .array(choice)
      .min(1)
      .max(200)
      .describe('What is run; of two that fit a scenario the last says how often.'),
    budgets: z.array(budget).max(1000).optional(),
    regressions: z
      .strictObject({
        runs: z.int().min(5).max(30).optional().describe('How many runs a new baseline has: 20.'),
        ratio: z.number().min(1).max(100).optional().describe('The least ratio of the medians: 1.25.'),
        floor: duration.optional().describe('The least difference of the medians: 250 ms.'),
        level: level.optional().describe('What a regression is: fail.'),
      })
      .optional(),
    quarantine: z.array(quarantine).max(200).optional(),
  })
  .describe('What `norestart gate` runs and what it allows.');

/** The same, and for one version `generation` for what is called `variant` now. */
export const budgetShape = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && 'generation' in value && !('variant' in value)
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key === 'generation' ? 'variant' : key, one]))
      : value,
  shape,
);
export const budgetKeys = Object.keys(shape.shape);

export type BudgetFile = z.infer<typeof budgetShape>;

/** For editors: the same as a JSON schema. */
export const budgetSchema = (): object => z.toJSONSchema(shape, { io: 'input', target: 'draft-7' });
