import { Failure } from '../core/failure.ts';

/**
 * `npm run scenario x --seed 7` gives the flag to npm, which keeps it and says nothing: the run would be another one
 * than was asked for. npm leaves what it swallowed in the environment (`npm_config_seed=7`).
 */
export function refuseSwallowedFlags(
  flags: readonly string[],
  scenarios: readonly string[],
  environment: NodeJS.ProcessEnv,
): void {
  if (environment.npm_lifecycle_event === undefined) return;
  const swallowed = flags
    .map((flag) => ({ flag, value: environment[`npm_config_${flag.replaceAll('-', '_')}`] }))
    .filter((one): one is { flag: string; value: string } => one.value !== undefined && one.value !== '');
  if (swallowed.length === 0) return;
  const right = swallowed.map(({ flag, value }) => (value === 'true' ? `--${flag}` : `--${flag} ${value}`)).join(' ');
  const values = new Set(swallowed.map(({ value }) => value));
  const names = scenarios.filter((name) => !values.has(name));
  throw new Failure('usage', {
    attempted: `run ${names.join(' ') || 'a scenario'}`,
    happened: `npm kept ${swallowed.map(({ flag }) => `--${flag}`).join(', ')} for itself`,
    remedy: `Put two dashes before the flags: npm run ${environment.npm_lifecycle_event} ${names.join(' ')} -- ${right}`,
  });
}
