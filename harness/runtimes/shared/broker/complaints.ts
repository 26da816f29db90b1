import { lastLines } from '../log-tail.ts';

/** A line of level ERROR or FATAL, the exception behind it, or what caused that. Frames of the stack are left out. */
const complaint = /\] (ERROR|FATAL) |^(Caused by: |Exception in thread "[^"]*" )?[\w.$]+(Exception|Error): /;
const most = 8;

/**
 * What a broker that died said of it: its complaints, each once, and its last lines. Behind its complaints it writes
 * hundreds of lines about shutting down, so the last lines alone would not tell why.
 */
export function lastWords(log: string): string {
  const complaints = new Set(log.split('\n').filter((line) => complaint.test(line)));
  const shown = [...complaints].slice(0, most).map((line) => line.slice(0, 500));
  return [...shown, ...(shown.length > 0 ? ['…'] : []), lastLines(log, shown.length > 0 ? 3 : 12)].join('\n');
}

/** Whether it died because something else listened on one of its ports. */
export const saysPortTaken = (log: string): boolean => /address already in use|BindException/i.test(log);
