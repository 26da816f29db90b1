import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { exitCode, Failure } from '../core/failure.ts';
import { commands } from './commands.ts';
import { complain } from './complain.ts';
import { asksForJson, printDocument } from './json.ts';
import { sayAside } from './say.ts';

/** The program: one file a command, and one place where whatever went wrong becomes words and an exit code. */
const program = new Command('norestart')
  .description('Proves on real infrastructure whether a Kafka system heals itself with no manual restart.')
  .addHelpText('before', 'Example:\n  npx norestart run slow-kafka\n')
  .addHelpText('after', '\n`norestart <command> --help` shows an example of each.')
  .version(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version)
  .exitOverride()
  .hook('preAction', async (_program, command) => {
    if (process.env.npm_lifecycle_event === undefined) return;
    const { refuseSwallowedFlags } = await import('./swallowed.ts');
    const { isScenario } = await import('./scenario-names.ts');
    const { args, options } = command;
    refuseSwallowedFlags({ command: command.name(), flags: options, words: args, isOwn: isScenario }, process.env);
  });

const words = process.argv.slice(2);
// Commander shows the whole help for a command that is not there, and says nothing of it.
if (words[0] === 'help' && words[1] && !commands.some(({ name }) => name === words[1])) words.shift();
const [called] = words.filter((word) => !word.startsWith('-') && word !== 'help');

for (const { name, description, load } of commands) {
  const command = name === called ? (await load())() : new Command(name);
  program.addCommand(
    command
      .description(description)
      .copyInheritedSettings(program)
      .showHelpAfterError(`What to do: \`norestart ${name} --help\` shows an example and every option.`),
  );
}
program.showHelpAfterError('What to do: `norestart --help` lists the commands.');

// Whoever reads no further (`| head`) has what they wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

try {
  await program.parseAsync(words, { from: 'user' });
} catch (error) {
  process.exitCode = tell(error);
}

/** Every error ends here: words for a person on standard error, and for a script a document where it asked for one. */
function tell(error: unknown): number {
  const code =
    error instanceof CommanderError
      ? error.exitCode === 0
        ? exitCode.recovered
        : exitCode.usage
      : complain(error, sayAside);
  if (code !== exitCode.recovered && asksForJson(words)) {
    const message = error instanceof Error ? error.message : String(error);
    const remedy = error instanceof Failure ? error.remedy : null;
    printDocument({ format: 1, command: called ?? null, exitCode: code, error: { message, remedy } });
  }
  return code;
}
