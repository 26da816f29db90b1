import { Command } from 'commander';
import { exitCode } from '../core/failure.ts';
import type { Need } from '../runtimes/native/needs.ts';
import { json } from './flags.ts';

const words = { found: 'found', dispensable: 'not needed', missing: 'MISSING' } as const;

/** The needs as a table for a person, and what to do about what is missing. */
function renderNeeds(needs: readonly Need[]): string {
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
    .addOption(json())
    .addHelpText('before', 'Example:\n  npx norestart doctor\n')
    .addHelpText('after', '\nExit code: 0 everything is here, 3 something is missing.')
    .action(async (flags: { readonly json?: boolean }) => {
      const { nativeNeeds } = await import('../runtimes/native/needs.ts');
      const needs = await nativeNeeds();
      const complete = needs.every(({ state }) => state !== 'missing');
      process.exitCode = complete ? exitCode.recovered : exitCode.missing;
      if (!flags.json) return console.log(renderNeeds(needs));
      const { printDocument } = await import('./json.ts');
      const found = needs.map((need) => ({ ...need, found: need.found ?? null }));
      printDocument({ format: 1, command: 'doctor', complete, needs: found });
    });
