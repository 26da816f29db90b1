import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure } from '../../../model/failure.ts';
import { runCommand } from './command.ts';
import { isOlder } from './version.ts';

/** A program that the native runtime needs from the machine. */
export interface Tool {
  readonly name: string;
  readonly why: string;
  readonly minimum: string;
  /** How to get it, for a person. */
  readonly remedy: string;
  /** Finds its path; undefined when it is not there. */
  find(environment: NodeJS.ProcessEnv): string | undefined;
  readonly versionArguments: readonly string[];
  /** Its version has the first group. */
  readonly versionPattern: RegExp;
}

export interface FoundTool {
  readonly path: string;
  readonly version: string;
  /** All that it says of itself, which also tells two builds of one version apart. */
  readonly description: string;
}

/** The first executable file of that name in the folders of the PATH. */
export function findOnPath(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * The tool as it is on this machine. Throws a `Failure` of the kind 'missing' that says what for and what to do when it
 * is not there, does not run, or is too old.
 */
export async function requireTool(tool: Tool, signal?: AbortSignal, environment = process.env): Promise<FoundTool> {
  const found = await inspectTool(tool, signal, environment);
  if (!found) throw missingTool(tool, `there is no ${tool.name} on the PATH`);
  if (isOlder(found.version, tool.minimum))
    throw missingTool(tool, `${found.path} is version ${found.version}, and ${tool.minimum} is the oldest that works`);
  return found;
}

/** What is there, however old; undefined when nothing is. Throws a `Failure` when it is there and does not run. */
export async function inspectTool(
  tool: Tool,
  signal?: AbortSignal,
  environment = process.env,
): Promise<FoundTool | undefined> {
  const path = tool.find(environment);
  if (!path) return undefined;
  const description = await runCommand({
    purpose: `learn the version of ${tool.name}`,
    program: path,
    arguments: tool.versionArguments,
    withinMs: 20_000,
    environment,
    signal,
    remedy: tool.remedy,
  });
  const version = tool.versionPattern.exec(description)?.[1];
  if (!version) throw missingTool(tool, `${path} does not tell its version, but:\n${description.slice(0, 500)}`);
  return { path, version, description };
}

const missingTool = (tool: Tool, happened: string): Failure =>
  new Failure('missing', {
    attempted: `Looking for ${tool.name}, needed ${tool.why}`,
    happened,
    remedy: `${tool.remedy} \`norestart doctor\` lists everything that is needed.`,
  });
