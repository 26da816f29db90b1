import type { BrokerSettings } from '../../../model/environment.ts';
import type { Failure } from '../../../model/failure.ts';
import { lastLines } from '../log-tail.ts';
import { settingsRefused } from './asked-settings.ts';

/** A line of level ERROR or FATAL, the exception behind it, or what caused that. Frames of the stack are left out. */
const complaint = /\] (ERROR|FATAL) |^(Caused by: |Exception in thread "[^"]*" )?[\w.$]+(Exception|Error): /;
const most = 8;

/**
 * What a broker that died said of it: its complaints, each once, and its last lines. Behind its complaints it writes
 * hundreds of lines about shutting down, so the last lines alone would not tell why.
 */
export function lastWords(log: string): string {
  const complaints = new Set(log.split('\n').filter((line) => complaint.test(line)));
  const shown = [...complaints].slice(0, most).map((line) => line.slice(0, 500));
  return [...shown, ...(shown.length > 0 ? ['…'] : []), lastLines(log, shown.length > 0 ? 3 : 12)].join('\n');
}

/** Whether it died because something else listened on one of its ports. */
export const saysPortTaken = (log: string): boolean => /address already in use|BindException/i.test(log);

/** How Kafka says at its start that it does not take a setting: by its own exception, or by Scala's `require`. */
const refusal = /(?:ConfigException: |IllegalArgumentException: requirement failed: )(.+)/g;

/** If it died because it does not take a setting of the scenario's: its own words, as the fault of whoever wrote that. */
export function refusedSettings(log: string, more: BrokerSettings | undefined): Failure | undefined {
  const words = [...new Set([...log.matchAll(refusal)].map(([, said = '']) => said.slice(0, 500)))];
  if (words.length === 0 || Object.keys(more ?? {}).length === 0) return undefined;
  return settingsRefused('Kafka refuses a setting', words);
}
