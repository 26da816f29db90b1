import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { identity, isAlive } from './proc.ts';
import { refusal } from './refusal.ts';

const system = z.object({
  /** The process that keeps it up. */
  keeper: identity,
  /** Kafka's, `host:port`. */
  broker: z.string(),
  generation: z.enum(['before', 'after', 'resilient']),
  firstPort: z.int(),
  powerW: z.int(),
  central: z.object({ http: z.string(), monitors: z.string() }),
  members: z.array(
    z.object({
      name: z.string(),
      party: z.string(),
      pid: z.int(),
      page: z.string(),
      /** Behind `node`; secrets are not among them. */
      words: z.array(z.string()),
      logFile: z.string(),
    }),
  ),
});
/** The system as a person, or another command, finds it; in `system.json`. */
export type SystemFile = z.infer<typeof system>;

const fileOf = (data: string): string => join(data, 'system.json');

export function writeSystem(data: string, one: SystemFile): void {
  mkdirSync(data, { recursive: true });
  writeFileSync(fileOf(data), `${JSON.stringify(one, undefined, 2)}\n`);
}

/** The one that runs on this folder, if one does. */
export function runningSystem(data: string): SystemFile | undefined {
  try {
    const found = system.parse(JSON.parse(readFileSync(fileOf(data), 'utf8')));
    return isAlive(found.keeper) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** As `runningSystem`, for what makes no sense without one. */
export function requireSystem(data: string): SystemFile {
  const found = runningSystem(data);
  if (found) return found;
  throw refusal('missing', `No system runs on ${data}. Start one first: npm run system`);
}
