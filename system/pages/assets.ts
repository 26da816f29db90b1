import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** What is served below `/assets/`: nothing but what a page is made of. */
export interface Asset {
  readonly type: string;
  readonly body: string;
  readonly etag: string;
}

const system = new URL('..', import.meta.url);
const script = 'text/javascript; charset=utf-8';

/** Modules that are not our own, by the name under which ours import them. */
const packages = {
  preact: 'modules/preact.mjs',
  'preact/hooks': 'modules/hooks.mjs',
  htm: 'modules/htm.mjs',
  'htm/preact': 'modules/htm-preact.mjs',
} as const;

/** Where a browser finds those; a page has it inline, so the page's policy must know its hash. */
export const importMap = JSON.stringify({
  imports: Object.fromEntries(Object.entries(packages).map(([name, path]) => [name, `/assets/${path}`])),
});

/** By which a Content-Security-Policy knows it. */
export const importMapHash = `sha256-${createHash('sha256').update(importMap).digest('base64')}`;

/** The address below `/assets/` of a file of the system. */
export const assetPath = (module: string): string => module.slice(system.href.length);

const asset = (type: string, body: string): Asset => {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { type, body, etag };
};
const read = (url: string | URL): string => readFileSync(new URL(url), 'utf8');

/** All that a page needs in a browser, by the address below `/assets/`: its modules, and what they import. */
export async function assetsOf(page: string): Promise<ReadonlyMap<string, Asset>> {
  const start = new URL('browser/start.ts', import.meta.url).href;
  const modules = await stripped([start, page]);
  return new Map([
    ['pages/style.css', asset('text/css; charset=utf-8', read(new URL('style.css', import.meta.url)))],
    ['pages/icon.svg', asset('image/svg+xml', read(new URL('icon.svg', import.meta.url)))],
    ...Object.entries(packages).map(([name, path]) => [path, asset(script, read(import.meta.resolve(name)))] as const),
    ...modules.map(([module, text]) => [assetPath(module), asset(script, text)] as const),
  ]);
}

/** In a thread of its own, since only there can Node be kept from printing that its stripping of types is new. */
function stripped(modules: readonly string[]): Promise<readonly (readonly [string, string])[]> {
  const worker = new Worker(new URL('strip.ts', import.meta.url), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    workerData: modules,
  });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread that strips types has ended with code ${code}.`)));
  });
}
