import type { Address } from '../model/address.ts';
import type { Lines } from './lines.ts';
import { askMetadata, type Metadata } from './protocol/metadata.ts';

/** Of several brokers those that answer are enough; of one that is alone a busy machine may take longer. */
const usuallyWithinMs = (brokers: number): number => (brokers > 1 ? 500 : 5000);

/**
 * What most brokers say of who leads what. One that is cut off from the others still answers and calls itself the leader
 * of what it led, and whoever listens to it hears nothing more; that it is wrong only the word of the others shows. Of
 * two opinions with as many brokers behind them the one with the later leaders counts. Throws what the first broker was
 * asked in vain with when none answers.
 */
export async function view(
  lines: Lines,
  admins: readonly Address[],
  topics: readonly string[],
  withinMs = usuallyWithinMs(admins.length),
): Promise<Metadata> {
  const asked = await Promise.allSettled(admins.map((admin) => lines.to(admin).ask(askMetadata(topics), withinMs)));
  const said = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const opinions = [...Map.groupBy(said, leadersIn).values()];
  const [most] = opinions.sort((one, other) => other.length - one.length || epochsIn(other[0]) - epochsIn(one[0]));
  const [found] = most ?? [];
  if (found) return found;
  throw asked.find((each) => each.status === 'rejected')?.reason ?? new Error('There is no broker to ask.');
}

const leadersIn = ({ topics }: Metadata): string =>
  topics
    .flatMap(({ id, partitions }) => partitions.map(({ partition, leader }) => `${id}/${partition}=${leader}`))
    .sort()
    .join(' ');

const epochsIn = (said: Metadata | undefined): number =>
  said?.topics.flatMap(({ partitions }) => partitions).reduce((sum, { epoch }) => sum + epoch, 0) ?? 0;
