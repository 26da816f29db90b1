import { z } from 'zod';

/** What was read of a stored document; `newer`: of a format that this program cannot know. */
export type Stored<Value> =
  | { readonly state: 'read'; readonly value: Value }
  | { readonly state: 'no-json' | 'damaged' | 'newer'; readonly reason: string; readonly cause?: unknown };

const newer = z.object({ format: z.number().min(2) });

/** Reads a document of format 1 from its text; whatever it is, there is an answer and no error. `whole` names all of it. */
export function parseStored<Value>(text: string, shape: z.ZodType<Value>, whole: string): Stored<Value> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return { state: 'no-json', reason: cause instanceof Error ? cause.message : String(cause), cause };
  }
  const ahead = newer.safeParse(value);
  if (ahead.success) {
    const reason = `format ${ahead.data.format} is newer than this program, which reads format 1`;
    return { state: 'newer', reason };
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return { state: 'read', value: parsed.data };
  const [issue] = parsed.error.issues;
  return { state: 'damaged', reason: `${issue?.path.join('.') || whole}: ${issue?.message}`, cause: parsed.error };
}
