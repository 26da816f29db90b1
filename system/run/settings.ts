import { resolve } from 'node:path';
import { z } from 'zod';
import { kafkaSettings, parseSettings, port, whole, yesOrNo } from '../service/settings.ts';

/** Slow enough to look at; a busy system shows an end now and then. In watts. */
const calmPowerW = 22_000;
const busyPowerW = 150_000;

export const dataFolder = z
  .string()
  .min(1)
  .default('.system')
  .transform((folder) => resolve(folder));

/** What must be added to a command so that it finds the same folder. */
export const whereOf = (data: string): string => (data === dataFolder.parse(undefined) ? '' : ` --data ${data}`);

const own = {
  /** All that the system keeps, Kafka included. */
  data: dataFolder,
  chargePoints: whole().max(200).default(5),
  drivers: whole().max(100).default(2),
  firstPort: port().default(8300),
  powerW: whole(1).max(1_000_000).optional(),
  /** Drivers ask, and vehicles plug in, by themselves. */
  busy: yesOrNo.default(false),
  generation: kafkaSettings.generation,
};

export type Generation = z.infer<typeof kafkaSettings.generation>;
export type SystemSettings = Omit<z.infer<z.ZodObject<typeof own>>, 'powerW'> & { readonly powerW: number };

/** Throws with what is wrong. */
export function systemSettings(words: readonly string[], environment: NodeJS.ProcessEnv): SystemSettings {
  const read = parseSettings(own, words, environment);
  return { ...read, powerW: read.powerW ?? (read.busy ? busyPowerW : calmPowerW) };
}

/** The address of Kafka, `host:port`. It comes from whoever has started Kafka, so it is no flag of a person's. */
export const brokerAddress = (environment: NodeJS.ProcessEnv): string =>
  parseSettings({ broker: kafkaSettings.broker }, [], environment).broker;
