import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { inTurn } from './in-turn.ts';
import { choosePorts } from './ports.ts';
import { identity, isAlive, self } from './proc.ts';
import { refusal } from './refusal.ts';

/** What belongs together and has one folder: central, a driver, or a charge point with its engine and its monitor. */
const party = z.object({
  id: z.string(),
  /** By what they are for. */
  ports: z.record(z.string(), z.int()),
  /** Who has started its processes and will end them. */
  keeper: identity,
  processes: z.array(identity),
});
export type Party = z.infer<typeof party>;

export const folderOf = (data: string, id: string): string => join(data, 'parties', id);
const fileOf = (data: string, id: string): string => join(folderOf(data, id), 'party.json');

/** A party that has been there before, or is there now. */
export function readParty(data: string, id: string): Party | undefined {
  try {
    return party.parse(JSON.parse(readFileSync(fileOf(data, id), 'utf8')));
  } catch {
    // Never there, or half written by one that was killed: its ports are then chosen anew, and that is all it holds.
    return undefined;
  }
}

/** All that were ever there. */
export const parties = (data: string): Party[] =>
  (existsSync(join(data, 'parties')) ? readdirSync(join(data, 'parties')) : [])
    .map((id) => readParty(data, id))
    .filter((found) => found !== undefined);

export const writeParty = (data: string, one: Party): void => writeFileSync(fileOf(data, one.id), JSON.stringify(one));

export interface Claim {
  readonly data: string;
  readonly id: string;
  /** What it needs ports for. */
  readonly portNames: readonly string[];
  readonly firstPort: number;
}

/**
 * Takes a name, its folder and its ports for this process, as they were the last time. Refuses when another one has it.
 * One process after the other: two that look at the same moment would both find the same port free.
 */
export const claim = (claimed: Claim): Promise<Party> => inTurn(claimed.data, () => take(claimed));

async function take({ data, id, portNames, firstPort }: Claim): Promise<Party> {
  const before = readParty(data, id);
  const there = before && [before.keeper, ...before.processes].find(isAlive);
  if (there)
    throw refusal('usage', `${id} is taken: process ${there.pid} runs it. End that one, or choose another id.`);
  const taken = new Set(
    parties(data)
      .filter((other) => other.id !== id)
      .flatMap(({ ports }) => Object.values(ports)),
  );
  const ports = await choosePorts({ names: portNames, before: before?.ports ?? {}, taken, first: firstPort });
  mkdirSync(folderOf(data, id), { recursive: true });
  const claimed = { id, ports, keeper: self(), processes: [] };
  writeParty(data, claimed);
  return claimed;
}
