import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is in it is no story's fault. */
const harnessFolder = fileURLToPath(new URL('..', import.meta.url));

/** A frame of a stack, or the first line of a syntax error's: a file, and in it a line. */
const frame = /(file:\/\/\/[^\s()]+?|\/[^()\n]+?):(\d+)(?::\d+)?\)?$/;
/** Node's own frames, and those of packages: what they did, they were asked to do. */
const others = /node:internal|node:|[/\\]node_modules[/\\]|<anonymous>\)?$/;

/**
 * Where in a story, or in the description of a system, an error arose: `scenarios/x.ts:12`. Undefined: it arose
 * elsewhere. Only the innermost frame of what is no package counts: a story that calls the harness as it should is not to
 * blame for what that does.
 */
export function storyPlace(stack: string, harness = harnessFolder): string | undefined {
  for (const line of stack.split('\n')) {
    const [, file, number] = frame.exec(line.trimEnd()) ?? [];
    if (file === undefined) continue;
    const path = pathOf(file);
    if (path.startsWith(harness)) return undefined;
    if (others.test(line)) continue;
    return `${relative(process.cwd(), path)}:${number}`;
  }
  return undefined;
}

function pathOf(file: string): string {
  try {
    return file.startsWith('file:') ? fileURLToPath(file) : file;
  } catch {
    return file;
  }
}
