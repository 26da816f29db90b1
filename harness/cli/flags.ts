import { InvalidArgumentError, Option } from 'commander';
import type { Shard } from '../suite/gate/shards.ts';
import { sayAside } from './say.ts';

/** An option that may be given again; each value may be several, between commas. */
export const several = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((value: string, before: readonly string[] = []) => {
    const words = value.split(',').map((word) => word.trim());
    if (words.includes('')) throw new InvalidArgumentError('There is an empty name in it.');
    return [...before, ...words];
  });

/** What is called otherwise now: understood for one version, and said so. */
export function renamed(where: string, word: string, names: Readonly<Record<string, string>>): string {
  if (!Object.hasOwn(names, word)) return word;
  sayAside(`${`${where} ${word}`.trim()} is called ${names[word]} now; the old name will not be understood for ever.`);
  return names[word] ?? word;
}

/** The name of a folder. An empty one (a variable that is not set) would mean the folder in which one stands. */
export function folder(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It is empty.');
}

export interface WholeNumber {
  readonly from: number;
  readonly to: number;
  /** Such as `of milliseconds`. */
  readonly of?: string;
}

/** Reads a whole number in digits; `1e3`, `0x10` and nothing at all are mistakes more often than not. */
export const wholeNumber =
  ({ from, to, of }: WholeNumber) =>
  (text: string): number => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= from && value <= to) return value;
    throw new InvalidArgumentError(`It must be a whole number${of ? ` ${of}` : ''} from ${from} to ${to}.`);
  };

/** `--json`, in the same words everywhere. */
export const json = (): Option =>
  new Option('--json', 'one JSON document on standard output, progress on standard error');

export interface RunFlags {
  readonly tag?: readonly string[];
  readonly variant?: readonly string[];
  /** What `variant` was called. */
  readonly generation?: readonly string[];
  readonly reporter?: readonly string[];
  readonly runtime: string;
  readonly repeat: number;
  readonly workers: number;
  readonly seed?: number;
  readonly out: string;
  readonly brokerSessionTimeout: number;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

export interface GateFlags {
  readonly out: string;
  readonly workers: number;
  readonly runtime: string;
  readonly shard?: Shard;
  readonly updateBaseline: boolean;
  readonly json: boolean;
}

export interface BrokerFlags {
  readonly env: string;
  readonly data?: string;
  readonly json?: boolean;
}
