import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { exitCode } from '../model/failure.ts';
import { commands } from './commands.ts';
import { decide } from './ending.ts';
import { called, tellScript } from './tell.ts';

/** The program: one file a command. Each decides how it ends; what it throws is told by whoever conducts it. */
export async function perform(): Promise<void> {
  try {
    await (await program()).parseAsync(words(), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // It has told a person what is wrong with the words, or has shown the help that was asked for.
    const code = error.exitCode === 0 ? exitCode.done : exitCode.usage;
    tellScript(error, code);
    decide(code);
  }
}

function words(): string[] {
  const all = process.argv.slice(2);
  // Commander shows the whole help for a command that is not there, and says nothing of it.
  const isUnknown = all[0] === 'help' && all[1] && !commands.some(({ name }) => name === all[1]);
  return isUnknown ? all.slice(1) : all;
}

async function program(): Promise<Command> {
  const whole = new Command('norestart')
    .description('Proves on real infrastructure whether a Kafka system heals itself with no manual restart.')
    .addHelpText('before', 'Example:\n  npx norestart run slow-kafka\n')
    .addHelpText('after', '\n`norestart <command> --help` shows an example of each.')
    .version(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version)
    .exitOverride()
    .hook('preAction', async (_program, command) => {
      if (process.env.npm_lifecycle_event === undefined) return;
      const { refuseSwallowedFlags } = await import('./swallowed.ts');
      const { scenarioMatcher } = await import('../suite/scenarios.ts');
      const { args, options } = command;
      refuseSwallowedFlags(
        { command: command.name(), flags: options, words: args, isOwn: await scenarioMatcher() },
        process.env,
      );
    });
  for (const { name, description, load } of commands) {
    const command = name === called ? (await load())() : new Command(name);
    whole.addCommand(
      command
        .description(description)
        .copyInheritedSettings(whole)
        .showHelpAfterError(`What to do: \`norestart ${name} --help\` shows an example and every option.`),
    );
  }
  return whole.showHelpAfterError('What to do: `norestart --help` lists the commands.');
}
