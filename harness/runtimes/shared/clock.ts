import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { Failure } from '../../core/failure.ts';

/** The variable that names libfaketime where it is in none of the usual places. */
export const faketimeVariable = 'NORESTART_FAKETIME';

const library = 'faketime/libfaketimeMT.so.1';
/** Debian and Ubuntu; Fedora and openSUSE; Arch and Alpine; built by hand. */
const places = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib', '/usr/local/lib'];

/** Where libfaketime is on this machine; undefined when it is not. */
export function findFaketime(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment[faketimeVariable];
  return [...(named ? [named] : []), ...places.map((place) => `${place}/${library}`)].find((path) => existsSync(path));
}

/** Throws a `Failure` of the kind 'missing' when libfaketime is not there. */
export function requireFaketime(environment: NodeJS.ProcessEnv = process.env): string {
  const found = findFaketime(environment);
  if (found) return found;
  throw new Failure('missing', {
    attempted: 'Look for libfaketime, which moves the clock of a service (service.clockMoved)',
    happened: `it is in none of ${places.join(', ')}`,
    remedy: `Install it (Debian and Ubuntu: apt-get install libfaketime; Fedora: dnf install libfaketime), or name the file in ${faketimeVariable}.`,
  });
}

/** The wall clock of one process, which can be moved while it runs. */
export interface MovableClock {
  /** Variables with which the process must be started. */
  readonly environment: NodeJS.ProcessEnv;
  /** In milliseconds; 0: as the machine's. Takes effect when the process next asks for the time. */
  move(byMs: number): Promise<void>;
}

/** The process reads `file` each time it asks for the time. */
export async function movableClock(faketime: string, file: string): Promise<MovableClock> {
  const move = async (byMs: number) => {
    // A file in the middle of being written would be a clock in the middle of nowhere.
    await writeFile(`${file}.new`, `${byMs < 0 ? '-' : '+'}${Math.abs(byMs) / 1000}\n`);
    await rename(`${file}.new`, file);
  };
  await move(0);
  return {
    environment: {
      LD_PRELOAD: faketime,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      // As when somebody sets the time of a machine: what measures durations goes on.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    },
    move,
  };
}
