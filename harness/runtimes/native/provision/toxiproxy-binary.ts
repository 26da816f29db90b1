import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { versions } from '../../../util/pinned-versions.ts';
import { type CacheUse, cached, type EntryRecipe, entryFolder } from '../../shared/cache/entry.ts';
import { homeOfAccount } from '../../shared/cache/folder.js';
import { runCommand } from '../tools/command.ts';
import { requireTool } from '../tools/tool.ts';
import { go } from '../tools/tools.ts';

const source = `github.com/Shopify/toxiproxy/v2/cmd/server@v${versions.toxiproxy}`;
/** A build takes half a minute on two cores; a slow line and a newer toolchain come on top. */
const withinMs = 10 * 60_000;

const recipe: EntryRecipe = {
  name: `toxiproxy-${versions.toxiproxy}`,
  key: [source, process.platform, process.arch],
  doing: `building Toxiproxy ${versions.toxiproxy} with Go`,
  build,
};

/** Path of the Toxiproxy server (16 MB), built by Go if the cache does not have it. */
export async function toxiproxyBinary(use: CacheUse): Promise<string> {
  // The last part of the package's path names the binary.
  return join(await cached(recipe, use), 'server');
}

/** Whether Go will not be needed. */
export const hasToxiproxy = (cacheFolder: string): boolean => existsSync(entryFolder(cacheFolder, recipe));

async function build(folder: string, { signal, run }: CacheUse): Promise<void> {
  const { path } = await requireTool(go, signal);
  await mkdir(folder, { recursive: true });
  await runCommand({
    purpose: `build Toxiproxy ${versions.toxiproxy}`,
    program: path,
    arguments: ['install', source],
    folder,
    environment: goEnvironment(folder),
    withinMs,
    run,
    signal,
    remedy: 'Check the network and `go env GOPROXY`, then run it again: nothing half-made was kept.',
  });
}

/**
 * What a user has set for work in Go must not change what is built or where it goes; proxies and caches stay theirs. But a
 * folder that is not absolute Go refuses, and says so in many ways: it goes by its own choice then.
 */
export function goEnvironment(folder: string, environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const { GOOS: _os, GOARCH: _architecture, GOEXPERIMENT: _experiment, ...rest } = environment;
  const own = { CGO_ENABLED: '0', GO111MODULE: 'on', GOWORK: 'off', GOFLAGS: '-trimpath', GOBIN: folder };
  for (const name of folders) if (rest[name] !== undefined && !isAbsolute(rest[name])) delete rest[name];
  const home = rest.HOME ?? homeOfAccount();
  return { ...rest, ...(home === undefined ? {} : { HOME: home }), ...own };
}

const folders = ['HOME', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'GOPATH', 'GOCACHE', 'GOMODCACHE', 'GOTMPDIR', 'TMPDIR'];
