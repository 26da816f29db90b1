import { Failure } from '../model/failure.ts';
import { type KnownRuntime, runtimes } from '../runtimes/known.ts';
import { chooseNamed } from './choose-named.ts';
import type { Selected } from './select.ts';

export interface Fitted {
  readonly runtime: KnownRuntime;
  readonly selected: readonly Selected[];
  /** Those that only run elsewhere, and were meant by a pattern or a tag alone. */
  readonly leftOut: readonly Selected[];
}

/**
 * The runtime that is meant, and which of the stories run on it. With `auto` a story that runs on one alone takes that
 * one. Throws a `Failure` of the kind 'usage' when a story that was named itself cannot run there.
 */
export async function fitRuntime(
  wanted: string,
  selected: readonly Selected[],
  words: readonly string[],
): Promise<Fitted> {
  const [first] = selected;
  const only = first?.scenario.runtime;
  const alike = only !== undefined && selected.every(({ scenario }) => scenario.runtime === only);
  const runtime = await chooseRuntime(wanted === automatic && alike ? only : wanted);
  const fits = ({ scenario }: Selected) => scenario.runtime === undefined || scenario.runtime === runtime.name;
  const leftOut = selected.filter((one) => !fits(one));
  const named =
    leftOut.find(({ name }) => words.includes(name)) ?? (leftOut.length === selected.length ? first : undefined);
  if (named) throw elsewhere(named, runtime);
  return { runtime, selected: selected.filter(fits), leftOut };
}

/** In one line, so that nobody misses what did not run. */
export const leftOutLine = ({ runtime, leftOut }: Fitted): string =>
  `left out with --runtime ${runtime.name}: ${leftOut.map(({ name, scenario }) => `${name} (only on ${scenario.runtime})`).join(', ')}`;

const elsewhere = ({ name, scenario }: Selected, runtime: KnownRuntime): Failure =>
  new Failure('usage', {
    attempted: `run ${name} with --runtime ${runtime.name}`,
    happened: `what it is about is only there with --runtime ${scenario.runtime}`,
    remedy: `Run it with --runtime ${scenario.runtime}, or leave it out.`,
  });

/** The word for: whatever is here. */
const automatic = 'auto';

/**
 * The runtime that is meant. `auto` is the first one for which everything is here: native processes start faster and are
 * measured with less in between. Throws a `Failure` of the kind 'missing', with both ways out, when there is none.
 */
async function chooseRuntime(wanted: string): Promise<KnownRuntime> {
  if (wanted !== automatic) return chooseNamed('runtime', wanted, [...runtimes, { name: automatic }]) as KnownRuntime;
  for (const runtime of runtimes) if (await runtime.isReady()) return runtime;
  throw new Failure('missing', {
    attempted: 'Choosing what the system runs on (--runtime auto)',
    happened: 'there is neither what native processes need (Java, and Kafka and Toxiproxy) nor a Docker engine',
    remedy:
      'Install Java (Debian: apt-get install default-jre-headless maven golang) for --runtime native, or start Docker for --runtime docker. `norestart doctor` lists both.',
  });
}
