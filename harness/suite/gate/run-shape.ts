import { z } from 'zod';
import { verdicts } from '../../model/verdict.ts';
import type { Fingerprint, GateRun } from './result.ts';

const milliseconds = z.number().nonnegative();
const stage = milliseconds.optional();

/** Of a report, what a gate reads; null stands for what did not happen. */
export const serviceShape = z.object({
  service: z.string().min(1),
  kafka: z.boolean(),
  afterMs: milliseconds.nullable(),
  watchedMs: z.number(),
  stages: z
    .object({
      from: z.number(),
      tcp: stage,
      metadata: stage,
      joined: stage,
      fetched: stage,
      effect: stage,
      caughtUp: stage,
    })
    .optional(),
  restarts: z.int().nonnegative(),
});

export const checkShape = z.object({
  name: z.string(),
  verdict: z.enum(verdicts),
  exercised: z.literal(false).optional(),
  because: z.string(),
});

/** A link into a folder beside, and never out of it. */
const inside = z
  .string()
  .regex(/^[\w.-]+(\/[\w.-]+)*$/, 'expected a folder beside it')
  .refine((path) => !path.split('/').includes('..'), 'expected a folder beside it');

const run = z.object({
  scenario: z.string().min(1),
  title: z.string(),
  variant: z.string(),
  runtime: z.string(),
  repeat: z.int().positive(),
  verdict: z.enum(['recovered', 'violated', 'inconclusive', 'missing', 'defect']),
  control: z.boolean(),
  sentence: z.string(),
  tookMs: milliseconds,
  startedAt: z.iso.datetime(),
  folder: inside.nullable(),
  services: z.array(serviceShape),
  checks: z.array(checkShape),
  output: z.string().nullable(),
});
export const runShape = run as unknown as z.ZodType<GateRun>;

export const fingerprintShape: z.ZodType<Fingerprint> = z.object({
  cpu: z.string(),
  cores: z.int().positive(),
  platform: z.string(),
  node: z.string(),
  kafka: z.string(),
});
