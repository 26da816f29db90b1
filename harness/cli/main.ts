import { Command, CommanderError } from 'commander';
import { exitCode } from '../core/failure.ts';
import { commands } from './commands.ts';
import { complain } from './complain.ts';

/** The program: one file a command, and one place where whatever went wrong becomes words and an exit code. */
const program = new Command('norestart')
  .description('Proves on real infrastructure whether a Kafka system heals itself with no manual restart.')
  .showSuggestionAfterError()
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text) });

for (const command of commands()) program.addCommand(command.exitOverride());

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode =
    error instanceof CommanderError
      ? error.exitCode === 0
        ? exitCode.recovered
        : exitCode.usage
      : complain(error, (line) => console.error(line));
}
