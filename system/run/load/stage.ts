import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { endAll } from '../keep.ts';
import { centralId, centralMember, centralPorts, monitorsOf } from '../member.ts';
import { claim, folderOf, type Party } from '../party.ts';
import { lastLines, type Running, start } from '../running.ts';
import { newSecret } from '../secret.ts';
import { type Fleet, fleet as fleetOf } from './fleet.ts';
import { type Ledger, ledger as ledgerOf } from './ledger.ts';
import { monitors } from './monitors.ts';
import { viewer as viewerOf } from './viewer.ts';
import { type CentralWatch, watchCentral } from './watch-central.ts';

export interface StageOptions {
  /** A folder that is gone when all is over. */
  readonly data: string;
  readonly broker: string;
  readonly chargePoints: number;
  readonly powerW: number;
  readonly firstPort: number;
}

/** Central as a real process, and everything around it, played by this one. */
export interface Stage {
  readonly ledger: Ledger;
  readonly fleet: Fleet;
  readonly watch: CentralWatch;
  /** Aborted when central, or its panel, is gone. */
  readonly broken: AbortSignal;
  /** The monitors begin to call. */
  connect(): void;
  close(): Promise<void>;
}

/** Long enough for the kernel to say that central has died, which is the better reason of the two. */
const deathShowsMs = 1000;

export async function openStage(options: StageOptions): Promise<Stage> {
  const { data, broker, chargePoints, powerW, firstPort } = options;
  const points = Array.from({ length: chargePoints }, (_, index) => ({ id: `CP-${index + 1}`, secret: newSecret() }));
  const party = await claim({ data, id: centralId, portNames: centralPorts, firstPort });
  const enrolments = points.map(({ id, secret }) => `${id}:${secret}`).join(',');
  const central = start(centralMember({ data, broker, generation: 'resilient' }, party, enrolments), data);
  const log = pino({ level: 'info' }, pino.destination({ dest: join(data, 'load.log'), sync: true }));
  const ledger = ledgerOf();
  const ids = points.map(({ id }) => id);
  const databaseFile = join(data, 'fleet.sqlite');
  const fleet = fleetOf({ points: ids, broker, databaseFile, powerW, log, onReport: ledger.reported });
  const watch = watchCentral({ ...whereabouts(data, central), fleetDepth: fleet.outboxDepth });
  const broken = new AbortController();
  void central.exited.then(() => broken.abort(new Error(`Central has died:\n${lastLines(central).join('\n')}`)));
  const closes: (() => unknown)[] = [watch.stop, fleet.close];
  return {
    ledger,
    fleet,
    watch,
    broken: broken.signal,
    connect: () => {
      closes.unshift(monitors({ central: addressOf(party), points, log }).close);
      closes.unshift(look(central, ledger, broken));
    },
    close: async () => {
      for (const close of closes) await close();
      await endAll([[central]]);
    },
  };
}

const whereabouts = (data: string, { identity, member }: Running) => ({
  pid: identity.pid,
  page: member.page,
  databaseFile: join(folderOf(data, centralId), `${centralId}.sqlite`),
});

function addressOf(party: Party) {
  const [host = '', port] = monitorsOf(party).split(':');
  return { host, port: Number(port) };
}

/** Opens the panel. */
function look({ member }: Running, ledger: Ledger, broken: AbortController): () => void {
  const viewer = viewerOf(`${member.page}live`, ledger.viewed);
  const lost = async (why: string) => {
    await delay(deathShowsMs, undefined, { ref: false });
    broken.abort(new Error(`Central's panel is lost: ${why}`));
  };
  viewer.over.then(
    () => lost('it has ended'),
    (error: unknown) => lost(String(error)),
  );
  return viewer.close;
}
