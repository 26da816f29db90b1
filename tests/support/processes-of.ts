import { readdirSync, readFileSync } from 'node:fs';

/** Processes that carry the run's name in their environment, from the operating system. */
export function processesOf(run: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`NORESTART_RUN=${run}`);
      } catch {
        return false;
      }
    });
}
