import type { Step } from '../core/step.ts';
import { plain } from '../reporters/console.ts';

export interface ProgressLines {
  readonly say: (line: string) => void;
  readonly step: (step: Step, path: string) => void;
  readonly end: () => void;
}

/**
 * What happens, one line each with the seconds since the beginning. On a terminal the seconds of the present step
 * count up in a line that its end replaces; without one, nothing is written twice.
 */
export function progressLines(output: NodeJS.WriteStream): ProgressLines {
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s`;
  const live = output.isTTY === true && !process.env.CI;
  let present: { readonly text: string; readonly since: number } | undefined;
  let timer: NodeJS.Timeout | undefined;

  const clear = () => {
    if (live && present) output.write('\r\u001b[2K');
  };
  const draw = () => {
    if (!live || !present) return;
    const waited = ((performance.now() - present.since) / 1000).toFixed(0);
    output.write(`\r\u001b[2K${seconds()}  … ${present.text} (${waited} s)`.slice(0, (output.columns ?? 80) + 4));
  };
  const write = (line: string) => {
    clear();
    output.write(`${seconds()}  ${plain(line)}\n`);
    draw();
  };
  return {
    say: write,
    step: ({ title }, path) => {
      write(`${'  '.repeat(path.split('.').length - 1)}${title}`);
      present = { text: plain(title), since: performance.now() };
      if (live) timer ??= setInterval(draw, 1000);
    },
    end: () => {
      clearInterval(timer);
      clear();
      present = undefined;
    },
  };
}
