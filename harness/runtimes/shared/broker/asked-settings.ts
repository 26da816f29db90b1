import { settingsOf } from '../../../kafka/broker-settings.ts';
import type { Setting } from '../../../kafka/protocol/describe-configs.ts';
import type { BrokerSettings } from '../../../model/environment.ts';
import { Failure } from '../../../model/failure.ts';
import { nearest } from '../../../util/nearest.ts';
import type { BrokerLayout } from './settings.ts';

/**
 * Asks a broker that was just started for what the scenario wants of it: Kafka takes a name that it does not know without
 * a word, and a story without its setting proves nothing. Throws a `Failure` of the kind 'usage'.
 */
export async function verifySettings(layout: BrokerLayout, signal: AbortSignal): Promise<void> {
  const { admin, membership, more = {} } = layout;
  if (Object.keys(more).length === 0) return;
  const wrong = wrongSettings(more, await settingsOf(admin, membership?.node ?? 1, signal));
  if (wrong.length === 0) return;
  throw settingsRefused('Kafka has not got what the scenario wants', wrong);
}

export const settingsRefused = (happened: string, wrong: readonly string[]): Failure =>
  new Failure('usage', {
    attempted: 'Starting the Kafka broker with the brokerSettings of the scenario',
    happened: [`${happened}:`, ...wrong].join('\n  '),
    remedy: 'Mend them in the scenario; https://kafka.apache.org/documentation/#brokerconfigs lists all settings.',
  });

/** What the broker has not got, in words. A value that it does not tell may be right. */
export function wrongSettings(asked: BrokerSettings, settings: readonly Setting[]): string[] {
  const known = new Map(settings.filter(({ kind }) => kind !== 'unknown').map((setting) => [setting.name, setting]));
  return Object.entries(asked).flatMap(([name, value]) => {
    const setting = known.get(name);
    if (!setting) {
      const meant = nearest(name, [...known.keys()]);
      return [`the broker knows no setting ${name}${meant ? `; did you mean ${meant}?` : ''}`];
    }
    if (setting.value === undefined || same(setting, String(value))) return [];
    return [`${name} is ${JSON.stringify(setting.value)} and not ${JSON.stringify(String(value))}`];
  });
}

/** Kafka writes a value as it has read it, which is not always how it was written. */
function same({ kind, value = '' }: Setting, asked: string): boolean {
  const [has, wants] = [value.trim(), asked.trim()];
  if (kind === 'number') return Number(has) === Number(wants);
  if (kind === 'boolean') return has.toLowerCase() === wants.toLowerCase();
  if (kind === 'list') return items(has) === items(wants);
  return has === wants;
}

const items = (list: string): string => JSON.stringify(list.split(',').map((item) => item.trim()));
