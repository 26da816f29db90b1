import { z } from 'zod';

/** What was read of a stored document; `newer`: of a format that this program cannot know. */
export type Stored<Value> =
  | { readonly state: 'read'; readonly value: Value }
  | { readonly state: 'no-json' | 'damaged' | 'newer'; readonly reason: string; readonly cause?: unknown };

/** A kind of document that is stored, in the format that this program writes. */
export interface StoredKind<Value> {
  readonly shape: z.ZodType<Value>;
  readonly format: number;
  /** Names all of it, such as `the report`. */
  readonly whole: string;
  /** Puts the words of format 1 into those of today; missing: what is older is not read. */
  readonly fromFormat1?: (value: unknown) => unknown;
}

const formatted = z.object({ format: z.int().positive() });

/** Reads a document from its text; whatever it is, there is an answer and no error. */
export function parseStored<Value>(
  text: string,
  { shape, format, whole, fromFormat1 }: StoredKind<Value>,
): Stored<Value> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return { state: 'no-json', reason: cause instanceof Error ? cause.message : String(cause), cause };
  }
  const found = formatted.safeParse(value).data?.format ?? format;
  if (found > format) {
    return { state: 'newer', reason: `format ${found} is newer than this program, which reads format ${format}` };
  }
  const parsed = shape.safeParse(found === 1 && fromFormat1 ? fromFormat1(value) : value);
  if (parsed.success) return { state: 'read', value: parsed.data };
  const [issue] = parsed.error.issues;
  return { state: 'damaged', reason: `${issue?.path.join('.') || whole}: ${issue?.message}`, cause: parsed.error };
}
