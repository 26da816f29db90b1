import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { buildReport } from '../harness/report/build.ts';
import { renderHtml } from '../harness/reporters/html/page.ts';
import { longRun } from '../harness/testing/long-run.ts';
import { chromium as chromiumPath } from './needs.ts';

const runs = 5;
const sample = fileURLToPath(new URL('../reports/sample/report.html', import.meta.url));

/** What making and opening a report costs: each report in a process of its own, each page in a new tab. */
export async function reporting() {
  const made = [];
  for (let run = 0; run < runs; run += 1) made.push(await makeOne());
  const folder = mkdtempSync(join(tmpdir(), 'norestart-bench-'));
  const long = join(folder, 'long.html');
  writeFileSync(long, renderHtml(buildReport(longRun(100_000), [])));
  const painted = { sample: await firstPaints(sample), long: await firstPaints(long) };
  rmSync(folder, { recursive: true });
  const paint = { promise: 'at most 300', unit: 'ms' };
  return [
    {
      what: 'report and page of 100000 facts, from nothing',
      promise: 'at most 1000',
      unit: 'ms',
      samples: made.map(({ tookMs }) => tookMs),
    },
    {
      what: 'memory for it, beyond the history',
      promise: 'at most 150',
      unit: 'MB',
      samples: made.map(({ memoryMB }) => memoryMB),
    },
    { what: 'the sample page: first contentful paint', ...paint, samples: painted.sample },
    { what: 'a page of 100000 facts: first contentful paint', ...paint, samples: painted.long },
  ];
}

/** Run by a process of its own, so that nothing is warm and nothing else is counted. */
const making = `
const [build, page, run] = await Promise.all(['report/build.ts', 'reporters/html/page.ts', 'testing/long-run.ts'].map((file) => import(new URL(file, process.argv[1]))));
const history = run.longRun(100000);
const before = process.resourceUsage().maxRSS;
const began = performance.now();
page.renderHtml(build.buildReport(history, []));
const tookMs = performance.now() - began;
console.log(JSON.stringify({ tookMs, memoryMB: (process.resourceUsage().maxRSS - before) / 1000 }));
`;

async function makeOne(): Promise<{ readonly tookMs: number; readonly memoryMB: number }> {
  const harness = pathToFileURL(fileURLToPath(new URL('../harness/', import.meta.url))).href;
  const flags = ['--max-semi-space-size=1', '--max-old-space-size=512', '--input-type=module', '--eval', making];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, harness]);
  return JSON.parse(stdout);
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
