import { statfsSync } from 'node:fs';
import { minimums } from '../../util/pinned-versions.ts';
import { type OwnLimit, ownLimits, shown } from '../machine/own-limits.ts';
import { pidSpace } from '../machine/processes.ts';
import { cacheFolder, openCacheFolder } from '../shared/cache/location.ts';
import type { Need } from '../shared/need.ts';
import { hasKafkaJars } from './provision/kafka-jars.ts';
import { hasToxiproxy } from './provision/toxiproxy-binary.ts';
import { inspectTool, type Tool } from './tools/tool.ts';
import { go, java, maven } from './tools/tools.ts';
import { isOlder } from './tools/version.ts';

/** Everything that the native runtime needs, looked for now. Changes nothing but to make the cache folder. */
export async function nativeNeeds(environment: NodeJS.ProcessEnv = process.env): Promise<Need[]> {
  const folder = cacheFolder(environment);
  return Promise.all([
    system(),
    node(),
    toolNeed(java, environment, false),
    toolNeed(maven, environment, hasKafkaJars(folder)),
    toolNeed(go, environment, hasToxiproxy(folder)),
    cache(folder),
    ...ownLimits().flatMap(limitNeeds),
  ]);
}

/** Whether a run could begin now: quicker than all its needs, since what the cache has need not be looked for. */
export async function nativeIsReady(environment: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const folder = cacheFolder(environment);
  const tools = [java, ...(hasKafkaJars(folder) ? [] : [maven]), ...(hasToxiproxy(folder) ? [] : [go])];
  const needs = await Promise.all(tools.map((tool) => toolNeed(tool, environment, false)));
  return [system(), ...needs].every(({ state }) => state === 'found');
}

function system(): Need {
  const need = {
    name: 'Linux',
    why: 'to prove by pid and start time (/proc) which processes are its own',
    minimum: '/proc',
    remedy: 'Run it on Linux.',
  };
  try {
    pidSpace();
    return { ...need, found: `${process.platform} ${process.arch}`, state: 'found' };
  } catch {
    return { ...need, found: `${process.platform} without /proc`, state: 'missing' };
  }
}

function node(): Need {
  const found = process.versions.node;
  return {
    name: 'node',
    why: 'to run the harness and the services',
    found,
    minimum: minimums.node,
    remedy: 'Run it by its npm scripts: `npm ci` brings the right Node.',
    state: isOlder(found, minimums.node) ? 'missing' : 'found',
  };
}

async function toolNeed(tool: Tool, environment: NodeJS.ProcessEnv, dispensable: boolean): Promise<Need> {
  const { name, why, minimum, remedy } = tool;
  const need = { name, why, minimum, remedy };
  const otherwise = dispensable ? 'dispensable' : 'missing';
  try {
    const found = await inspectTool(tool, undefined, environment);
    const fits = found !== undefined && !isOlder(found.version, minimum);
    return { ...need, found: found?.version, state: fits ? 'found' : otherwise };
  } catch (error) {
    const [said] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { ...need, found: `does not run: ${said}`, state: otherwise };
  }
}

/** Only those of which it is known how much a run needs. */
function limitNeeds({ name, now, needed, unit, why, remedy }: OwnLimit): Need[] {
  if (needed === undefined) return [];
  const state = now < needed ? 'missing' : 'found';
  return [{ name, why, found: shown(now), minimum: `${shown(needed)} ${unit}`, remedy, state }];
}

/** Jars 43 MB, archive 51 MB, Toxiproxy 16 MB, templates, and what a run writes. */
const megabytesNeeded = 300;

async function cache(folder: string): Promise<Need> {
  const need = {
    name: 'cache folder',
    why: 'to keep what was fetched once, and what a run writes while it goes on',
    minimum: `${megabytesNeeded} MB free`,
    remedy: 'Free some space, or point XDG_CACHE_HOME to a folder that is writable and has it.',
  };
  try {
    await openCacheFolder(folder);
    const { bavail, bsize } = statfsSync(folder);
    const free = Math.floor((bavail * bsize) / 1e6);
    return { ...need, found: `${folder}, ${free} MB free`, state: free < megabytesNeeded ? 'missing' : 'found' };
  } catch (error) {
    return { ...need, found: error instanceof Error ? error.message : String(error), state: 'missing' };
  }
}
