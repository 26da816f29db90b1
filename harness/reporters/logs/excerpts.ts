import { closeSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Beside } from '../../report/beside.ts';
import type { Report } from '../../report/model.ts';
import { readLine } from './line.ts';
import { picker } from './pick.ts';

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

/** In bytes. A service that fills its log must not keep its own report from being made. */
const readAtMost = 64 * 1024 ** 2;
const chunkBytes = 1024 ** 2;
const lineAtMost = 16 * 1024;
const newline = 0x0a;

/** Gives the lines of a log one by one, each cut to what can be shown. Returns whether that was all of it. */
function eachLine(file: string, take: (line: string) => void): boolean {
  const descriptor = openSync(file, 'r');
  const chunk = Buffer.alloc(chunkBytes);
  let begun = Buffer.alloc(0);
  let total = 0;
  const add = (part: Buffer) => {
    if (begun.length < lineAtMost) begun = Buffer.concat([begun, part.subarray(0, lineAtMost - begun.length)]);
  };
  try {
    for (;;) {
      const length = readSync(descriptor, chunk, 0, chunkBytes, null);
      if (length === 0) {
        if (begun.length > 0) take(begun.toString());
        return true;
      }
      if (total >= readAtMost) return false;
      total += length;
      let from = 0;
      for (let to = chunk.indexOf(newline); to >= 0 && to < length; to = chunk.indexOf(newline, from)) {
        add(chunk.subarray(from, to));
        take(begun.toString());
        begun = Buffer.alloc(0);
        from = to + 1;
      }
      add(chunk.subarray(from, length));
    }
  } finally {
    closeSync(descriptor);
  }
}
