import { join } from 'node:path';
import { asUsage, command, refusal } from './refusal.ts';
import { systemSettings } from './settings.ts';
import { runningSystem } from './system-file.ts';

/**
 * `start.ts <what starts a Kafka> -- <settings>`: becomes the command that starts a Kafka, told where to keep its data
 * and that the system is to be started on it. What is wrong is said before anything is started.
 */
await command(async () => {
  const words = process.argv.slice(2);
  const [kafka, own] = [words.slice(0, words.indexOf('--')), words.slice(words.indexOf('--') + 1)];
  const { data } = asUsage(() => systemSettings(own, process.env));
  const there = runningSystem(data);
  if (there) throw refusal('usage', `A system runs on ${data} already: process ${there.keeper.pid}.`);
  // Kafka and the services keep what belongs together: one without the other would take old events for new ones.
  const place = ['--data', join(data, 'kafka')];
  // All whom it asks are on this machine, where no proxy leads.
  const system = [process.execPath, '--no-use-env-proxy', join(import.meta.dirname, 'main.ts'), ...own];
  process.execve?.(process.execPath, [process.execPath, ...kafka, ...place, '--', ...system], environment());
}, 'system');

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]));
}
