import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSettings } from '../../service/settings.ts';
import { asUsage, command } from '../refusal.ts';
import { brokerAddress } from '../settings.ts';
import { columns } from '../table.ts';
import { type Finding, judge } from './judge.ts';
import { renderPage } from './page.ts';
import { runLoad } from './run.ts';
import { loadSettings } from './settings.ts';
import { rowsOf, summarise } from './summary.ts';

/** Puts central under the load of many charge points that supply, on a Kafka that is there, and says what it did. */
await command(async () => {
  const settings = asUsage(() => parseSettings(loadSettings, process.argv.slice(2), process.env));
  const broker = asUsage(() => brokerAddress(process.env));
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => ending.abort(new Error(name)));
  const at = new Date().toISOString();
  try {
    const measured = await runLoad({ ...settings, broker, say: console.log, signal: ending.signal });
    const findings = judge(measured, settings);
    const summary = summarise(measured);
    for (const line of columns([...rowsOf(summary), ...findings.map(rowOf)])) console.log(line);
    const folder = join(settings.out, `load-${at.replaceAll(/[-:]/g, '').slice(0, 15).replace('T', '-')}`);
    mkdirSync(folder, { recursive: true });
    const { samples } = measured;
    writeFileSync(
      join(folder, 'load.json'),
      `${JSON.stringify({ at, settings, summary, findings, samples }, undefined, 2)}\n`,
    );
    writeFileSync(join(folder, 'load.html'), renderPage({ at, summary, findings, measured }));
    console.log(`report: ${join(folder, 'load.html')}`);
    process.exitCode = findings.some(({ outcome }) => outcome === 'broken') ? 1 : 0;
  } catch (error) {
    if (ending.signal.aborted) process.exitCode = 130;
    else {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    }
  }
});

function rowOf({ rule, outcome, why }: Finding): string[] {
  return [`${outcome}: ${rule}`, why];
}
