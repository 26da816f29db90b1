import './calm-fetch.ts';
import { Kafka, type KafkaConfig } from 'kafkajs';

/**
 * kafkajs 2.2 sets a timer to a negative time for each request, and Node 24 and later say so each time. Nothing is wrong
 * by that, and a person who reads what a run prints must not be led to think so.
 */
const tell = process.emitWarning as (...words: unknown[]) => void;
process.emitWarning = (...words: unknown[]) => {
  if (words[1] !== 'TimeoutNegativeWarning') tell(...words);
};

/** The oracle's own clients are all made here. */
export const kafkaClient = (settings: KafkaConfig): Kafka => new Kafka(settings);
