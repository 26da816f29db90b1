import type { Address } from '../model/address.ts';
import type { Line } from './line.ts';
import { lines } from './lines.ts';
import { askCommitted, askGroups, askToDescribe, type DescribedGroup } from './protocol/groups.ts';
import { view } from './view.ts';

/** A consumer group as its coordinator describes it. */
export interface SeenGroup {
  readonly group: string;
  readonly state: string;
  readonly members: readonly string[];
  /** How many partitions of each topic its members were given. */
  readonly assigned: Readonly<Record<string, number>>;
  /** By topic/partition. */
  readonly committed: Readonly<Record<string, number>>;
}

export interface GroupsReader {
  /** The groups whose names are wanted. Rejects while the broker does not answer; the next look begins anew. */
  read(wanted: (group: string) => boolean): Promise<readonly SeenGroup[]>;
  close(): Promise<void>;
}

const answersWithinMs = 5000;

/** Asks each broker for the groups that it coordinates, over connections of its own. */
export function groupsReader(admins: () => readonly Address[]): GroupsReader {
  const open = lines();
  return {
    read: async (wanted) => {
      const { brokers } = await view(open, admins(), []);
      const seen = await Promise.all([...brokers.values()].map((broker) => groupsOf(open.to(broker), wanted)));
      return seen.flat();
    },
    close: async () => open.close(),
  };
}

async function groupsOf(line: Line, wanted: (group: string) => boolean): Promise<readonly SeenGroup[]> {
  const names = (await line.ask(askGroups, answersWithinMs)).filter(wanted);
  if (names.length === 0) return [];
  const described = await line.ask(askToDescribe(names), answersWithinMs);
  // One that was listed and is then called dead went in between, or is of a kind that cannot be described so.
  const known = described.filter(({ state }) => state !== 'Dead');
  return Promise.all(
    known.map(async (group) => ({
      group: group.group,
      state: group.state,
      members: group.members.map(({ id }) => id).sort(),
      assigned: assignedIn(group),
      committed: await line.ask(askCommitted(group.group), answersWithinMs),
    })),
  );
}

function assignedIn({ members }: DescribedGroup): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [topic, partitions] of members.flatMap(({ assigned }) => Object.entries(assigned)))
    counts[topic] = (counts[topic] ?? 0) + partitions;
  return counts;
}
