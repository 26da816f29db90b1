import { z } from 'zod';
import { keepUp } from './keep.ts';
import type { Member } from './member.ts';
import { misunderstood } from './refusal.ts';
import { renderPages } from './table.ts';

/** An id is also the name of a folder. */
const folderName = z.string().refine((id) => !/^\.+$/.test(id), 'must not be dots alone');

/** The first word is who it is about; the others are settings. */
export function named(form: z.ZodType<string>, what: string, [id = '', ...words]: readonly string[]) {
  if (id === '' || id.startsWith('--')) throw misunderstood(`The id is missing: the first word is the id of ${what}.`);
  const wrong = form.and(folderName).safeParse(id).error?.issues[0];
  if (wrong) throw misunderstood(`"${id}" cannot be the id of ${what}: it ${wrong.message}.`);
  return { id, words };
}

/** Keeps processes that a person adds to a running system; their end disturbs nobody. */
export const keepByHand = (data: string, members: readonly Member[]): Promise<void> =>
  keepUp({
    data,
    groups: [members],
    say: console.log,
    remedy: () => 'You can: Ctrl-C here, and the same command again.',
    onStarted: (all) => {
      for (const line of renderPages(all)) console.log(line);
    },
  });
