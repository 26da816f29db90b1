import { type Admin, AssignerProtocol } from 'kafkajs';
import type { Address } from '../core/address.ts';
import { bounded, oracle } from './witness.ts';

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
  /** Bounded. */
  close(): Promise<void>;
}

/** Asks for consumer groups over one connection of its own, which it makes again after whatever went wrong. */
export function groupsReader(admins: () => readonly Address[]): GroupsReader {
  let client: Admin | undefined;
  const drop = async () => {
    const old = client;
    client = undefined;
    if (old) await bounded(old.disconnect());
  };
  const connected = async () => {
    if (client) return client;
    const fresh = oracle(admins()).admin();
    client = fresh;
    await fresh.connect();
    return fresh;
  };
  return {
    read: async (wanted) => {
      try {
        const asked = await connected();
        const { groups } = await asked.listGroups();
        const names = groups.map(({ groupId }) => groupId).filter(wanted);
        return names.length === 0 ? [] : await describe(asked, names);
      } catch (error) {
        await drop();
        throw error;
      }
    },
    close: drop,
  };
}

async function describe(client: Admin, names: readonly string[]): Promise<SeenGroup[]> {
  const { groups } = await client.describeGroups([...names]);
  return Promise.all(
    groups.map(async ({ groupId, state, members }) => ({
      group: groupId,
      state,
      members: members.map(({ memberId }) => memberId).sort(),
      assigned: assignedTo(members.map(({ memberAssignment }) => memberAssignment)),
      committed: await committedBy(client, groupId),
    })),
  );
}

function assignedTo(assignments: readonly Buffer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const bytes of assignments) {
    // A member that joined and was given nothing yet has no bytes at all.
    const given = bytes.length > 0 ? AssignerProtocol.MemberAssignment.decode(bytes)?.assignment : undefined;
    for (const [topic, partitions] of Object.entries(given ?? {}))
      counts[topic] = (counts[topic] ?? 0) + partitions.length;
  }
  return counts;
}

async function committedBy(client: Admin, groupId: string): Promise<Record<string, number>> {
  const topics = await client.fetchOffsets({ groupId });
  const places = topics.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, offset }) => [`${topic}/${partition}`, Number(offset)] as const),
  );
  // -1: nothing was committed there.
  return Object.fromEntries(places.filter(([, offset]) => offset >= 0));
}
