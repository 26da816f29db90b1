import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { exitCode, Failure } from '../../model/failure.ts';
import { decide } from '../ending.ts';
import { json } from '../flags.ts';
import { say } from '../say.ts';

/** The smallest system: a producer and a consumer in plain JavaScript, and the file that describes them. */
const example = fileURLToPath(new URL('../../../examples/hello-kafka', import.meta.url));
/** How the example is installed where it lies; whoever begins has a package.json of their own. */
const itsOwn = 'package.json';

export const initCommand = (): Command =>
  new Command('init')
    .option('--example', 'write a small system into this folder, with all that its first run needs')
    .addOption(json().default(false))
    .addHelpText('before', 'Example:\n  npx norestart init --example && npx norestart run slow-kafka\n')
    .action(async ({ example: wanted, json }: { readonly example?: boolean; readonly json: boolean }) => {
      if (!wanted) throw nothingChosen();
      const written = writeExample(process.cwd());
      if (json) (await import('../json.ts')).printDocument({ format: 1, command: 'init', written });
      else say(`written: ${written.join(', ')}\n\n${next}`);
      decide(exitCode.done);
    });

function writeExample(folder: string): string[] {
  const files = readdirSync(example).filter((name) => name !== itsOwn);
  const there = files.filter((name) => existsSync(join(folder, name)));
  if (there.length > 0) {
    throw new Failure('usage', {
      attempted: `write the example into ${folder}`,
      happened: `${there.join(', ')} ${there.length === 1 ? 'is' : 'are'} there already`,
      remedy: 'Begin in an empty folder; nothing was written.',
    });
  }
  for (const name of files) cpSync(join(example, name), join(folder, name));
  const { dependencies = {} } = JSON.parse(readFileSync(join(example, itsOwn), 'utf8'));
  install(
    folder,
    Object.entries(dependencies).map(([name, range]) => `${name}@${range}`),
  );
  return files;
}

function install(folder: string, packages: readonly string[]): void {
  const { status, error } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: folder,
    // What npm says is no part of the answer.
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (status === 0) return;
  throw new Failure('missing', {
    attempted: `install what the example needs (${packages.join(', ')})`,
    happened: error?.message ?? `npm ended with ${status}`,
    remedy: `Its files are written; run \`npm install ${packages.join(' ')}\` when npm can.`,
  });
}

const next = 'What is tested is described in norestart.config.mjs. Now, for example:\n  npx norestart run slow-kafka';

const nothingChosen = (): Failure =>
  new Failure('usage', {
    attempted: 'begin',
    happened: 'init was told of nothing to begin with',
    remedy:
      '`norestart init --example` writes a small system; docs/your-own-system.md says how norestart.config.ts describes yours.',
  });
