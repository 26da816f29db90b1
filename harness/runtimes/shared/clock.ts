import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { Failure } from '../../model/failure.ts';

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
  readonly environment: Readonly<Record<string, string>>;
  /** In milliseconds; 0: as the machine's. Takes effect when the process next asks for the time. */
  move(byMs: number): Promise<void>;
}

export interface ClockPlaces {
  /** Where libfaketime is, as the process sees it. */
  readonly library: string;
  /** The file that says how the clock stands, as this machine sees it. */
  readonly file: string;
  /** The same file as the process sees it, where that is not the same. */
  readonly seenAs?: string;
}

/** The process reads the file each time it asks for the time. */
export async function movableClock({ library: preload, file, seenAs = file }: ClockPlaces): Promise<MovableClock> {
  const move = async (byMs: number) => {
    // A file in the middle of being written would be a clock in the middle of nowhere.
    await writeFile(`${file}.new`, `${byMs < 0 ? '-' : '+'}${Math.abs(byMs) / 1000}\n`);
    await rename(`${file}.new`, file);
  };
  await move(0);
  return {
    environment: {
      LD_PRELOAD: preload,
      FAKETIME_TIMESTAMP_FILE: seenAs,
      FAKETIME_NO_CACHE: '1',
      // As when somebody sets the time of a machine: what measures durations goes on.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    },
    move,
  };
}

/** What moves the clock of a service; rejects with a `Failure` where that is one which cannot be moved. */
export const moverOf =
  (service: string, clock: MovableClock | undefined) =>
  async (byMs: number): Promise<void> => {
    if (!clock) throw fixedClock(service);
    await clock.move(byMs);
  };

const fixedClock = (service: string): Failure =>
  new Failure('usage', {
    attempted: `Moving the clock of the service ${service}`,
    happened: 'the run was not begun with movable clocks',
    remedy: 'Bring service.clockMoved() as a step of the scenario, so that it is known from the beginning.',
  });
