import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { follow } from './command.ts';

const program = fileURLToPath(new URL('../../harness/cli/norestart.js', import.meta.url));
const tell = fileURLToPath(new URL('tell-cost.cjs', import.meta.url));

/** What a command cost, from the start of its process to its end. */
export interface Cost {
  /** By the clock: others who use the machine are in it. */
  readonly tookMs: number;
  /** On a processor, user and system: others are hardly in it. */
  readonly cpuMs: number;
  /** The most that it ever had, the whole process. */
  readonly memoryMB: number;
}

/** Runs the real program and says what it cost. Throws when it ended otherwise than it must. */
export const costOf = (words: readonly string[], code: number): Promise<Cost> => costOfNode([program, ...words], code);

/** The same of any script. */
export async function costOfNode(words: readonly string[], code: number): Promise<Cost> {
  const running = follow(spawn(process.execPath, ['--require', tell, ...words], { stdio: ['ignore', 'pipe', 'pipe'] }));
  const ended = await running.ended;
  const cost = /^cost (\{.*\})$/m.exec(running.output())?.[1];
  if (ended.code !== code || cost === undefined)
    throw new Error(`${words.join(' ')} must end with ${code}, and ended with ${ended.code}:\n${running.output()}`);
  return JSON.parse(cost) as Cost;
}
