import { Command } from 'commander';
import { exitCode } from '../../model/failure.ts';
import type { Need } from '../../runtimes/shared/need.ts';
import { decide } from '../ending.ts';
import { json } from '../flags.ts';
import { say } from '../say.ts';

const words = { found: 'found', dispensable: 'not needed', missing: 'MISSING' } as const;

interface Part {
  readonly runtime: string;
  readonly needs: readonly Need[];
}

const missing = (needs: readonly Need[]): readonly Need[] => needs.filter(({ state }) => state === 'missing');

/** The needs of each runtime as a table for a person, and what to do about what is missing. */
function renderNeeds(parts: readonly Part[]): string {
  const width = Math.max(...parts.flatMap(({ needs }) => needs.map(({ name }) => name.length)));
  const tables = parts.flatMap(({ runtime, needs }) => [`--runtime ${runtime}`, ...needs.flatMap(rows(width)), '']);
  return [...tables, ...parts.map(conclusion)].join('\n');
}

const rows =
  (width: number) =>
  ({ name, why, found, minimum, remedy, state }: Need): string[] => [
    `${words[state].padEnd(10)}  ${name.padEnd(width)}  ${found ?? 'not there'} (needs ${minimum})`,
    ...(state === 'found' ? [] : [`${' '.repeat(14 + width)}needed ${why}`]),
    ...(state === 'missing' ? [`${' '.repeat(14 + width)}${remedy}`] : []),
  ];

const conclusion = ({ runtime, needs }: Part): string =>
  missing(needs).length === 0
    ? `Everything that a run needs is here (--runtime ${runtime}).`
    : `Missing for --runtime ${runtime}: ${missing(needs)
        .map(({ name }) => name)
        .join(', ')}.`;

export const doctorCommand = (): Command =>
  new Command('doctor')
    .addOption(json())
    .addHelpText('before', 'Example:\n  npx norestart doctor\n')
    .addHelpText('after', '\nExit code: 0 there is everything for one runtime or more, 3 for none.')
    .action(async (flags: { readonly json?: boolean }) => {
      const [{ nativeNeeds }, { dockerNeeds }] = await Promise.all([
        import('../../runtimes/native/needs.ts'),
        import('../../runtimes/docker/needs.ts'),
      ]);
      const parts = [
        { runtime: 'native', needs: await nativeNeeds() },
        { runtime: 'docker', needs: await dockerNeeds() },
      ];
      const complete = parts.some(({ needs }) => missing(needs).length === 0);
      decide(complete ? exitCode.done : exitCode.missing);
      if (!flags.json) return say(renderNeeds(parts));
      const { printDocument } = await import('../json.ts');
      const needs = parts.flatMap(({ runtime, needs: each }) =>
        each.map((need) => ({ runtime, ...need, found: need.found ?? null })),
      );
      printDocument({ format: 1, command: 'doctor', complete, needs });
    });
