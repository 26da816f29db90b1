import { array, cursor, int, string } from '../bytes.ts';
import { refuse } from './errors.ts';
import type { Question } from './question.ts';

/** ListGroups 0: the names of the groups that this broker coordinates. */
export const askGroups: Question<readonly string[]> = {
  name: 'ListGroups',
  key: 16,
  version: 0,
  flexible: false,
  body: Buffer.alloc(0),
  read: (next) => {
    refuse('ListGroups', next.short());
    return next.array(() => {
      const name = next.string() ?? '';
      next.string();
      return name;
    });
  },
};

/** A group, as its coordinator describes it. */
export interface DescribedGroup {
  readonly group: string;
  readonly state: string;
  readonly members: readonly { readonly id: string; readonly assigned: Readonly<Record<string, number>> }[];
}

/** DescribeGroups 0. A group that is not there is `Dead`, and so is one of the newer kind, which this cannot describe. */
export const askToDescribe = (groups: readonly string[]): Question<readonly DescribedGroup[]> => ({
  name: 'DescribeGroups',
  key: 15,
  version: 0,
  flexible: false,
  body: array(groups.map(string)),
  read: (next) =>
    next.array(() => {
      const error = next.short();
      const [group, state] = [next.string() ?? '', next.string() ?? ''];
      refuse(`DescribeGroups of ${group}`, error);
      next.string();
      next.string();
      const members = next.array(() => {
        const id = next.string() ?? '';
        next.string();
        next.string();
        next.lengthAndBytes();
        return { id, assigned: assignedBy(next.lengthAndBytes()) };
      });
      return { group, state, members };
    }),
});

/** How many partitions of each topic a member was given. One that joined and was given nothing yet has no bytes at all. */
function assignedBy(bytes: Buffer | undefined): Record<string, number> {
  if (!bytes || bytes.length === 0) return {};
  const next = cursor(bytes);
  next.short();
  return Object.fromEntries(next.array(() => [next.string() ?? '', next.array(next.int).length]));
}

/** OffsetFetch 2, the first that tells all places of a group at once; -1, where nothing was committed, is left out. */
export const askCommitted = (group: string): Question<Readonly<Record<string, number>>> => ({
  name: 'OffsetFetch',
  key: 9,
  version: 2,
  flexible: false,
  body: Buffer.concat([string(group), int(-1)]),
  read: (next) => {
    const places = next.array(() => {
      const topic = next.string() ?? '';
      return next.array(() => {
        const [partition, offset] = [next.int(), next.long()];
        next.string();
        next.short();
        return [`${topic}/${partition}`, offset] as const;
      });
    });
    refuse(`OffsetFetch of ${group}`, next.short());
    return Object.fromEntries(places.flat().filter(([, offset]) => offset >= 0));
  },
});

/** FindCoordinator 1: the number of the broker that coordinates a group. No group comes into being by that. */
export const askCoordinator = (group: string): Question<number> => ({
  name: 'FindCoordinator',
  key: 10,
  version: 1,
  flexible: false,
  body: Buffer.concat([string(group), Buffer.from([0])]),
  read: (next) => {
    next.int();
    const error = next.short();
    refuse('FindCoordinator', error, next.string());
    return next.int();
  },
});
