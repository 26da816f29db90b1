import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Beside } from '../../report/beside.ts';
import type { Report } from '../../report/model.ts';
import { readLine } from './line.ts';
import { picker } from './pick.ts';
import { eachLine } from './read.ts';

const logsAtMost = 50;
/** It tells of each connection of the probers, which drowns everything else; what the proxy says is in the facts. */
const proxyLog = 'toxiproxy';

/**
 * Reads the logs of a run around its moments. Logs are evidence that nothing rests on: one that cannot be read, or is
 * no log at all, is left out, and the report is made without it.
 */
export function readExcerpts(folder: string, report: Report): Pick<Beside, 'excerpts' | 'cutLogs'> {
  const began = Date.parse(report.startedAt);
  const pick = picker(report.moments ?? []);
  const cutLogs: string[] = [];
  for (const source of sourcesIn(folder)) {
    let time = Number.NaN;
    const take = (raw: string) => {
      const line = readLine(raw);
      if (!line) return;
      time = line.time ?? time;
      if (!Number.isNaN(time)) pick.take({ at: time - began, source, level: line.level, text: line.text });
    };
    try {
      if (!eachLine(join(folder, `${source}.log`), take)) cutLogs.push(source);
    } catch {
      cutLogs.push(source);
    }
  }
  return { excerpts: pick.excerpts(), cutLogs };
}

function sourcesIn(folder: string): string[] {
  try {
    // What is no plain file could lead anywhere, or never end.
    const files = readdirSync(folder).filter((name) => name.endsWith('.log') && lstatSync(join(folder, name)).isFile());
    return files
      .map((name) => name.slice(0, -'.log'.length))
      .filter((name) => name !== proxyLog)
      .sort()
      .slice(0, logsAtMost);
  } catch {
    return [];
  }
}
