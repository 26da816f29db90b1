import { Command } from 'commander';
import { exitCode } from '../core/failure.ts';
import { type Need, nativeNeeds } from '../runtimes/native/needs.ts';

/** Everything that a run needs from this machine, and whether it is there. */
export const doctor = (): Promise<Need[]> => nativeNeeds();

const words = { found: 'found', dispensable: 'not needed', missing: 'MISSING' } as const;

/** The needs as a table for a person, and what to do about what is missing. */
export function renderNeeds(needs: readonly Need[]): string {
  const width = Math.max(...needs.map(({ name }) => name.length));
  const lines = needs.flatMap(({ name, why, found, minimum, remedy, state }) => [
    `${words[state].padEnd(10)}  ${name.padEnd(width)}  ${found ?? 'not there'} (needs ${minimum})`,
    ...(state === 'found' ? [] : [`${' '.repeat(14 + width)}needed ${why}`]),
    ...(state === 'missing' ? [`${' '.repeat(14 + width)}${remedy}`] : []),
  ]);
  const missing = needs.filter(({ state }) => state === 'missing').map(({ name }) => name);
  const conclusion = missing.length === 0 ? 'Everything that a run needs is here.' : `Missing: ${missing.join(', ')}.`;
  return [...lines, '', conclusion].join('\n');
}

export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('List everything that a run needs from this machine: found or missing, which version, what to do.')
    .addHelpText('before', 'Example:\n  npx norestart doctor\n')
    .action(async () => {
      const needs = await doctor();
      console.log(renderNeeds(needs));
      if (needs.some(({ state }) => state === 'missing')) process.exitCode = exitCode.missing;
    });
