import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../model/failure.ts';

/** What of an option matters here, as commander has it. */
export interface KnownFlag {
  readonly long?: string | undefined;
  /** It is followed by a value. */
  readonly required: boolean;
  /** As the help shows it, such as `--tag <name>`. */
  readonly flags: string;
}

export interface Called {
  readonly command: string;
  readonly flags: readonly KnownFlag[];
  /** What npm handed over. */
  readonly words: readonly string[];
  /** Whether a word is one of the command's own, and not the value of a flag that npm took away from it. */
  readonly isOwn: (word: string) => boolean;
}

/**
 * `npm run scenario x --seed 7` gives the flag to npm, which keeps it and says nothing: the run would be another one
 * than was asked for. npm leaves what it swallowed in the environment: `npm_config_tag=gate` of an option that it has
 * itself, and `npm_config_seed=true` of any other one, whose value it then hands over as a word.
 */
export function refuseSwallowedFlags(
  { command, flags, words, isOwn }: Called,
  environment: NodeJS.ProcessEnv,
  isConfigured = configured,
): void {
  if (environment.npm_lifecycle_event === undefined) return;
  const swallowed = flags.flatMap((flag) => {
    const name = (flag.long ?? '').replace(/^--/, '');
    const value = environment[`npm_config_${name.replaceAll('-', '_')}`];
    return name === '' || !value || isConfigured(name, environment) ? [] : [{ ...flag, name, value }];
  });
  if (swallowed.length === 0) return;
  const bare = swallowed.filter(({ required, value }) => required && value === 'true');
  // Of several, nobody knows which word was whose.
  const apart = bare.length === 1 ? words.findLastIndex((word) => !isOwn(word)) : -1;
  const right = swallowed.map(({ name, required, value, flags: shown }) => {
    if (!required) return `--${name}`;
    if (value !== 'true') return `--${name} ${quoted(value)}`;
    return apart < 0 ? shown : `--${name} ${quoted(words[apart] ?? '')}`;
  });
  const named = words.filter((word, index) => index !== apart && (bare.length < 2 || isOwn(word)));
  // `npm run scenario` says `run` itself.
  const script = environment.npm_lifecycle_script ?? '';
  const typed = [environment.npm_lifecycle_event, ...(script.endsWith(` ${command}`) ? [] : [command])];
  throw new Failure('usage', {
    attempted: [command, ...named].join(' '),
    happened: `npm kept ${swallowed.map(({ name }) => `--${name}`).join(', ')} for itself`,
    remedy: `Put two dashes before the flags: npm run ${[...typed, ...named.map(quoted), '--', ...right].join(' ')}`,
  });
}

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** Whether a file of settings says it, as `tag = next` does: then npm says it of every script, and nobody typed it. */
function configured(name: string, environment: NodeJS.ProcessEnv): boolean {
  const { npm_config_userconfig, npm_config_globalconfig, npm_config_local_prefix } = environment;
  const ours = npm_config_local_prefix && join(npm_config_local_prefix, '.npmrc');
  return [npm_config_userconfig, npm_config_globalconfig, ours].some(
    (file) => file && textOf(file).some((line) => line.split('=')[0]?.trim() === name),
  );
}

function textOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
