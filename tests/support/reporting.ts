import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { historyFile, pageFile } from '../../harness/store/run-folder.ts';
import { type Figure, timesOf } from './figure.ts';
import { longRun } from './histories/long-run.ts';
import { type Cost, costOf, costOfNode } from './measured.ts';
import { chromium as chromiumPath } from './needs.ts';

const runs = 5;
const facts = 100_000;
const sample = fileURLToPath(new URL('../../reports/sample/report.html', import.meta.url));

/** No report of a stored history can be had for less than this: its lines, each read as JSON, and nothing else. */
const least = `const lines = require('node:fs').readFileSync(process.argv[1], 'utf8').trimEnd().split('\\n');
globalThis.kept = lines.map((line) => JSON.parse(line));`;

/** What making and opening the report of a stored history costs: the real command, and each page in a new tab. */
export async function reporting(): Promise<Figure[]> {
  const place = mkdtempSync(join(tmpdir(), 'norestart-bench-'));
  // In a folder of its own: a report looks for earlier runs beside its run, and whatever else a machine has in /tmp is none.
  const folder = join(place, 'run');
  mkdirSync(folder);
  const history = join(folder, historyFile);
  writeFileSync(
    history,
    longRun(facts)
      // As a run writes them: a fact's line is its place in the file.
      .facts.map((fact) => `${JSON.stringify({ ...fact, line: undefined })}\n`)
      .join(''),
  );
  const made: { readonly report: Cost; readonly judge: Cost; readonly least: Cost; readonly bare: Cost }[] = [];
  for (let run = 0; run < runs; run += 1) {
    made.push({
      report: await costOf(['report', folder], 0),
      judge: await costOf(['judge', folder], 0),
      least: await costOfNode(['--eval', least, history], 0),
      bare: await costOfNode(['--eval', ''], 0),
    });
  }
  const painted = { sample: await firstPaints(sample), long: await firstPaints(join(folder, pageFile)) };
  rmSync(place, { recursive: true });
  const paint = { promise: 'at most 300', unit: 'ms' };
  return [
    ...timesOf(
      `report of ${facts} stored facts`,
      1000,
      made.map(({ report }) => report),
    ),
    ...timesOf(
      `judge of ${facts} stored facts`,
      1000,
      made.map(({ judge }) => judge),
    ),
    {
      what: 'CPU of the report, by that of JSON.parse alone',
      promise: '',
      unit: 'times',
      samples: made.map(({ report, least }) => report.cpuMs / least.cpuMs),
    },
    {
      what: 'memory of the report, beyond that of a Node that does nothing',
      promise: '',
      unit: 'MB',
      samples: made.map(({ report, bare }) => report.memoryMB - bare.memoryMB),
    },
    {
      what: 'memory of the report, beyond that of JSON.parse alone',
      promise: '',
      unit: 'MB',
      samples: made.map(({ report, least }) => report.memoryMB - least.memoryMB),
    },
    ...(['report', 'judge'] as const).map((name) => ({
      what: `memory of the ${name}, the whole process`,
      promise: 'at most 150',
      unit: 'MB' as const,
      samples: made.map((costs) => costs[name].memoryMB),
    })),
    { what: 'the sample page: first contentful paint', ...paint, samples: painted.sample },
    { what: `a page of ${facts} facts: first contentful paint`, ...paint, samples: painted.long },
  ];
}

async function firstPaints(file: string): Promise<number[]> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  const samples: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const [paint] = (await page.evaluate(
      `new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntriesByName('first-contentful-paint').map(({ startTime }) => startTime))).observe({ type: 'paint', buffered: true }))`,
    )) as number[];
    samples.push(paint ?? Number.NaN);
    await page.close();
  }
  await browser.close();
  return samples;
}
