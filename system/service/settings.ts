import { parseArgs } from 'node:util';
import { z } from 'zod';

const usage = 64;

/** A setting that is a number on the command line. */
export const whole = (minimum = 0) => z.coerce.number().int().min(minimum);
export const port = () => whole(1).max(65_535);
const address = z
  .string()
  .regex(/^[^:\s]+:\d{1,5}$/, 'must be host:port')
  .refine((text) => port().safeParse(text.split(':')[1]).success, 'must have a port from 1 to 65535');
export const hostAndPort = () =>
  address.transform((text) => {
    const [host = '', number = ''] = text.split(':');
    return { host, port: Number(number) };
  });

/** On the command line the bare flag; in the environment a word, and `false` is not taken for a word like any other. */
export const yesOrNo = z.union([z.boolean(), z.stringbool()], 'must be true or false');

/** Several in one, with commas between them. */
export const list = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item));

/** Settings that every service has. */
export const common = {
  httpPort: port(),
  host: z.string().default('127.0.0.1'),
  /**
   * The names by which browsers call it. In a container it listens on all addresses and cannot know that it is published
   * on the loopback address alone, so that it would answer to any name, also to one that leads a foreign page here.
   */
  answersTo: list(z.string().regex(/^[\w.:[\]-]+$/, 'must be names, with commas between them')).optional(),
};

/** One broker or several of a cluster, with commas between them. */
const addresses = z.string().refine((text) => text.split(',').every((one) => address.safeParse(one).success), {
  error: 'must be host:port, or several with commas between them, each with a port from 1 to 65535',
});

/** Settings of every service that talks to Kafka. */
export const kafkaSettings = {
  broker: addresses,
  database: z.string().min(1),
  generation: z.enum(['before', 'after', 'resilient']).default('resilient'),
  createTopics: yesOrNo.default(false),
  /** Events that may wait for Kafka before new work is refused. */
  outboxLimit: whole(1).default(10_000),
  /** Whether a line of the log is written for each event that Kafka has acknowledged. */
  logPublished: yesOrNo.default(false),
};

/** A flag that stands alone is one whose setting takes `true` for what it is: a number would make it 1. */
const isBare = (schema: z.core.$ZodType) => z.safeParse(schema, true).data === true;

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const shouting = (name: string) => `EV_${kebab(name).replaceAll('-', '_').toUpperCase()}`;

/**
 * Reads settings from flags (`--http-port 8080`) or the environment (`EV_HTTP_PORT=8080`); flags win. A wrong or missing
 * one ends the process with code 64 and says which flag, what was given (unless it is marked `.meta({ secret: true })`)
 * and what was expected. A blank one is not given: else it would be the number 0.
 */
export function readSettings<Shape extends z.ZodRawShape>(shape: Shape): z.infer<z.ZodObject<Shape>> {
  try {
    return parseSettings(shape, process.argv.slice(2), process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(usage);
  }
}

/** As `readSettings`, but throws. */
export function parseSettings<Shape extends z.ZodRawShape>(
  shape: Shape,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): z.infer<z.ZodObject<Shape>> {
  const names = Object.keys(shape);
  const flags = Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => [
      kebab(name),
      { type: isBare(schema) ? 'boolean' : 'string' } as const,
    ]),
  );
  const { values } = parseArgs({ args: [...words], options: flags, strict: true });
  const given = Object.fromEntries(
    names
      .map((name) => [name, values[kebab(name)] ?? environment[shouting(name)]] as const)
      .filter(([, value]) => value !== undefined && String(value).trim() !== ''),
  );
  const result = z.object(shape).safeParse(given);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    const shown = z.globalRegistry.get(shape[name] as z.ZodType)?.secret ? '' : `"${given[name]}": `;
    return `--${kebab(name)} (or ${shouting(name)}): ${given[name] === undefined ? 'is missing' : `${shown}${message}`}`;
  });
  throw new Error(`Settings are wrong:\n  ${issues.join('\n  ')}`);
}
