import { Failure } from '../model/failure.ts';
import { type KnownRuntime, runtimes } from '../runtimes/known.ts';
import { chooseNamed } from './choose-named.ts';

/** The word for: whatever is here. */
export const automatic = 'auto';

/**
 * The runtime that is meant. `auto` is the first one for which everything is here: native processes start faster and are
 * measured with less in between. Throws a `Failure` of the kind 'missing', with both ways out, when there is none.
 */
export async function chooseRuntime(wanted: string): Promise<KnownRuntime> {
  if (wanted !== automatic) return chooseNamed('runtime', wanted, [...runtimes, { name: automatic }]) as KnownRuntime;
  for (const runtime of runtimes) if (await runtime.isReady()) return runtime;
  throw new Failure('missing', {
    attempted: 'Choosing what the system runs on (--runtime auto)',
    happened: 'there is neither what native processes need (Java, and Kafka and Toxiproxy) nor a Docker engine',
    remedy:
      'Install Java (Debian: apt-get install default-jre-headless maven golang) for --runtime native, or start Docker for --runtime docker. `norestart doctor` lists both.',
  });
}
