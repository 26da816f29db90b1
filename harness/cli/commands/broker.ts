import { Command, Option } from 'commander';
import { Failure } from '../../model/failure.ts';
import { decide } from '../ending.ts';
import { type BrokerFlags, folder, json } from '../flags.ts';

export const brokerCommand = (): Command =>
  new Command('broker')
    .argument('[command...]', 'what uses it, after two dashes; without one, Kafka stays up until Ctrl-C')
    .addOption(new Option('--env <name>', "variable that tells the command Kafka's host:port").default('KAFKA_BROKER'))
    .addOption(
      new Option('--data <folder>', 'where its data are kept (without it they are gone with Kafka)').argParser(folder),
    )
    .addOption(json())
    .addHelpText('before', 'Example:\n  npx norestart broker --env KAFKA_BROKERS -- node orders.js …\n')
    .addHelpText('after', '\nMeanwhile: k and Enter kills Kafka (kill -9), s and Enter starts it again.')
    .action(async (words: readonly string[], flags: BrokerFlags) => {
      if (flags.json && words.length > 0) throw twoVoices();
      const { keepBroker } = await import('./broker-kept.ts');
      decide(await keepBroker(words, flags));
    });

const twoVoices = (): Failure =>
  new Failure('usage', {
    attempted: 'start a broker for a command, with --json',
    happened: "standard output is then the command's own, and no place for a document",
    remedy: 'Leave --json out; the command is told where Kafka is by the variable that --env names.',
  });
