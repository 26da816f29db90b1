import { Failure } from '../../model/failure.ts';

/** A limit that the system sets to this process, and to all that it starts (getrlimit(2)). */
export interface OwnLimit {
  /** As a person knows it: `open files (ulimit -n)`. */
  readonly name: string;
  /** What it is now, in `unit`; infinite where there is none. */
  readonly now: number;
  readonly unit: string;
  /** The least with which a run of one broker ended well, rounded up; missing where that depends on the machine. */
  readonly needed?: number;
  /** Completes "needed …". */
  readonly why: string;
  /** How it is lifted. */
  readonly remedy: string;
}

interface Known extends Omit<OwnLimit, 'now' | 'remedy'> {
  /** In Node's report. */
  readonly key: string;
  /** Of a shell's `ulimit`. */
  readonly flag: string;
  /** What a call says that meets it. */
  readonly code: string;
  /** What a program says that we started, and whose last words a failure has. */
  readonly words: RegExp;
}

const known: readonly Known[] = [
  {
    ...{ name: 'open files (ulimit -n)', key: 'open_files', flag: '-n', unit: 'files', needed: 512 },
    ...{ code: 'EMFILE', words: /too many open files/i },
    why: 'for the connections and logs of a run, and for the files of Kafka',
  },
  {
    ...{ name: 'size of a file (ulimit -f)', key: 'file_size_blocks', flag: '-f', unit: 'bytes', needed: 200e6 },
    ...{ code: 'EFBIG', words: /file too large|file size limit exceeded/i },
    why: 'for what is fetched or built once, for the log of Kafka, and for the history of a run',
  },
  {
    ...{ name: 'processes and threads (ulimit -u)', key: 'max_user_processes', flag: '-u', unit: 'of them' },
    ...{ code: 'EAGAIN', words: /unable to create native thread|resource temporarily unavailable|cannot fork/i },
    why: 'for the services, and for the threads of Kafka',
  },
  {
    ...{ name: 'address space (ulimit -v)', key: 'virtual_memory_bytes', flag: '-v', unit: 'bytes' },
    ...{
      code: 'ENOMEM',
      words: /could not reserve enough space|cannot allocate memory|insufficient memory for the java/i,
    },
    why: 'for what Node and Java reserve, most of which they never use',
  },
];

/** The limits of this process now. From Node's own report: where no file can be opened, /proc cannot be read. */
export const ownLimits = (): OwnLimit[] => known.map(ownLimit);

function ownLimit({ key, flag, code: _code, words: _words, ...limit }: Known): OwnLimit {
  const soft = readLimits()[key]?.soft;
  const now = typeof soft === 'number' ? soft : Number.POSITIVE_INFINITY;
  return {
    ...limit,
    now,
    remedy: `Raise it: \`ulimit ${flag} unlimited\`, or in the settings of the container or service.`,
  };
}

type Limits = Readonly<Record<string, { readonly soft: number | 'unlimited' } | undefined>>;

function readLimits(): Limits {
  if (!process.report) return {};
  // What listens where is no part of the question, and asking for it could wait for a name server.
  Object.assign(process.report, { excludeNetwork: true });
  return (process.report.getReport() as { readonly userLimits?: Limits }).userLimits ?? {};
}

/** Throws a `Failure` of the kind 'missing' where one of them is less than a run needs. */
export function requireLimits(limits: readonly OwnLimit[] = ownLimits()): void {
  const low = limits.find(({ now, needed = 0 }) => now < needed);
  if (!low) return;
  throw new Failure('missing', { attempted: 'run here', happened: told(low), remedy: low.remedy });
}

const told = ({ name, now, unit, needed }: OwnLimit): string =>
  `the limit of ${name} is ${shown(now)} ${unit}${needed === undefined ? '' : `, and a run needs ${shown(needed)}`}`;

/** In plain digits, in groups of three. */
export const shown = (count: number): string =>
  Number.isFinite(count) ? count.toLocaleString('en', { useGrouping: true }) : 'unlimited';

/**
 * A limit that was met in spite of that: an error that one of them explains, also as the reason of another error, says
 * which it is. Undefined: none of them does.
 */
export function limitFailure(error: Error): Failure | undefined {
  const met = known.find((limit) => chain(error).some((each) => meets(each, limit)));
  if (!met) return undefined;
  const limit = ownLimit(met);
  return new Failure('missing', {
    attempted: error.message,
    happened: Number.isFinite(limit.now)
      ? told(limit)
      : `a limit was met: ${limit.name}, or one of the whole machine or container`,
    remedy: limit.remedy,
    cause: error,
  });
}

function meets(error: Error, { code, words }: Known): boolean {
  const thrown = error as NodeJS.ErrnoException;
  // Anything may have to wait (EAGAIN); only what could not be started says that there are too many.
  if (thrown.code === code) return code !== 'EAGAIN' || thrown.syscall?.startsWith('spawn') === true;
  // What was used wrongly has not met a limit, whatever it quotes.
  return error instanceof Failure && error.kind !== 'usage' && words.test(error.message);
}

/** How many errors behind an error are looked at: a chain may be a ring. */
const deepest = 10;

function chain(error: Error): Error[] {
  const all: Error[] = [];
  for (let next: unknown = error; next instanceof Error && all.length < deepest; next = next.cause) all.push(next);
  return all;
}
