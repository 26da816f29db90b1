import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { cureOf, isOfSize, refusalOf } from './refusals.ts';

const require = createRequire(import.meta.url);
const { createErrorFromCode } = require('kafkajs/src/protocol/error.js') as {
  createErrorFromCode(code: number): Error;
};
const { KafkaJSNumberOfRetriesExceeded } = require('kafkajs/src/errors.js') as {
  KafkaJSNumberOfRetriesExceeded: new (cause: Error, details: object) => Error;
};

describe('what cures a refusal', () => {
  test.each([
    [10, 'fewer', 'MESSAGE_TOO_LARGE'],
    [18, 'fewer', 'RECORD_LIST_TOO_LARGE'],
    [87, 'fewer', 'INVALID_RECORD'],
    [44, 'fewer', 'POLICY_VIOLATION'],
    [29, 'wait', 'TOPIC_AUTHORIZATION_FAILED'],
    [31, 'wait', 'CLUSTER_AUTHORIZATION_FAILED'],
    [17, 'wait', 'INVALID_TOPIC_EXCEPTION'],
    [21, 'wait', 'INVALID_REQUIRED_ACKS'],
    [32, 'wait', 'INVALID_TIMESTAMP'],
    [43, 'wait', 'UNSUPPORTED_FOR_MESSAGE_FORMAT'],
    [76, 'wait', 'UNSUPPORTED_COMPRESSION_TYPE'],
    [2, 'anew', 'CORRUPT_MESSAGE'],
    [3, 'anew', 'UNKNOWN_TOPIC_OR_PARTITION'],
    [6, 'anew', 'NOT_LEADER_FOR_PARTITION'],
    [7, 'anew', 'REQUEST_TIMED_OUT'],
    [19, 'anew', 'NOT_ENOUGH_REPLICAS'],
    [56, 'anew', 'KAFKA_STORAGE_ERROR'],
    [-1, 'anew', 'UNKNOWN'],
    // One that kafkajs does not know.
    [999, 'anew', 'KAFKAJS_UNKNOWN_ERROR_CODE'],
  ])('%i: %s, as kafkajs says it', (code, cure, type) => {
    const error = createErrorFromCode(code);
    expect([cureOf(error), refusalOf(error)]).toEqual([cure, type]);
    const wrapped = new KafkaJSNumberOfRetriesExceeded(error, { retryCount: 0, retryTime: 0 });
    expect([cureOf(wrapped), refusalOf(wrapped)]).toEqual([cure, type]);
  });

  test('size is what two of them are about', () => {
    expect([10, 18, 87, 44].map((code) => isOfSize(createErrorFromCode(code)))).toEqual([true, true, false, false]);
  });

  test.each([[new Error('no connection')], ['text'], [undefined], [{ type: 7 }]])(
    'what Kafka has not said asks for a new client: %s',
    (error) => expect([cureOf(error), refusalOf(error)]).toEqual(['anew', undefined]),
  );
});
