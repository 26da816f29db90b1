import { harmless, plain } from '../../util/plain-text.ts';
import { paint } from './colour.ts';

/** Where a person sees how it goes on. */
export interface Screen {
  /** A line that stays. */
  readonly say: (line: string) => void;
  /** What is going on now, asked for again and again: the line that moves. Without one, `text` is said once. */
  readonly show: (moving: Moving | undefined) => void;
  readonly end: () => void;
}

export interface Moving {
  /** What is waited for, and how long at most. */
  readonly text: string;
  /** The same at this moment, where it changes. */
  readonly now?: () => string;
}

const redrawMs = 500;

/**
 * Lines with the seconds since the beginning. On a terminal one line below them moves; without one (and in CI, whose
 * terminals keep every line) what it would say is said once, as a line.
 */
export function screen(output: NodeJS.WriteStream): Screen {
  const began = performance.now();
  const colours = paint(output);
  const live = output.isTTY === true && !process.env.CI;
  const time = () => colours(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s`, 'dim');
  let moving: Moving | undefined;
  let timer: NodeJS.Timeout | undefined;

  const clear = () => {
    if (live && moving) output.write('\r\u001b[2K');
  };
  const draw = () => {
    if (!live || !moving) return;
    // Cut before it is coloured, so that it never fills a second line, which nothing would take away.
    const text = harmless(plain(`...  ${moving.now?.() ?? moving.text}`)).slice(
      0,
      Math.max(20, (output.columns || 80) - 11),
    );
    output.write(`\r\u001b[2K${time()}  ${text}`);
  };
  const say = (line: string) => {
    clear();
    for (const one of line.split('\n')) output.write(`${time()}  ${harmless(coloured(plain(one), colours))}\n`);
    draw();
  };
  return {
    say,
    show: (next) => {
      clear();
      moving = next;
      if (next && !live) say(`...  ${next.text}`);
      draw();
      if (live && next) timer ??= setInterval(draw, redrawMs);
    },
    end: () => {
      clearInterval(timer);
      clear();
      moving = undefined;
    },
  };
}

/** For `--quiet`. */
export const quietScreen = (): Screen => ({ say: () => undefined, show: () => undefined, end: () => undefined });

/** The word at the beginning says it; the colour only helps to find it. */
function coloured(line: string, colours: ReturnType<typeof paint>): string {
  if (line.startsWith('ok ')) return colours('ok', 'green') + line.slice(2);
  return line.startsWith('NO ') ? colours('NO', 'red') + line.slice(2) : line;
}
