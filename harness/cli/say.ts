import { harmless } from '../util/plain-text.ts';

/** What a person reads goes through here, at the last moment, so that nobody who says something can forget it. */
export const say = (text = ''): void => console.log(harmless(text));

/** The same beside what a command answers with. */
export const sayAside = (text: string): void => console.error(harmless(text));
