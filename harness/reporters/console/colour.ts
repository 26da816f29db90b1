import { styleText } from 'node:util';
import type { Paint } from './console.ts';

/** Colours where they are wanted: on a terminal, unless NO_COLOR is set; anywhere, where FORCE_COLOR is. */
export const paint =
  (output: NodeJS.WriteStream): Paint =>
  (text, colour) =>
    styleText(colour, text, { stream: output });
