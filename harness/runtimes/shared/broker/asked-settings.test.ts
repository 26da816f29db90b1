import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/native/temporary-folder.ts';
import { provisioningMs } from '../../../../tests/support/native/tiny-run.ts';
import { tinyUp } from '../../../../tests/support/native/tiny-system.ts';
import { validateScenario } from '../../../config/scenario-shape.ts';
import { Failure } from '../../../model/failure.ts';
import { native } from '../../native/native.ts';
import { wrongSettings } from './asked-settings.ts';
import { refusedSettings } from './complaints.ts';
import { isOwnSetting } from './own-names.ts';
import { serverProperties } from './settings.ts';

/** How a broker alone with these settings starts: the failure, or undefined when it runs. */
async function started(brokerSettings: Record<string, string | number | boolean>): Promise<unknown> {
  const options = tinyUp(temporaryFolder(), { brokerSettings });
  const environment = await native.up(options);
  try {
    await environment.broker.start(options.signal);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await environment.down();
  }
}

describe('a real broker', { timeout: provisioningMs }, () => {
  test('that knows no such setting is not started, and the right name is told', async () => {
    const failure = await started({ 'conections.max.idle.ms': 1000, 'message.max.bytes': 2_000_000 });
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ kind: 'usage' });
    const { message } = failure as Failure;
    expect(message).toContain('no setting conections.max.idle.ms; did you mean connections.max.idle.ms?');
    expect(message).not.toContain('message.max.bytes');
  });

  test('that refuses a setting says so in its own words', async () => {
    const failure = await started({ 'num.io.threads': 'none' });
    expect(failure).toMatchObject({ kind: 'usage' });
    expect((failure as Failure).message).toContain('Invalid value none for configuration num.io.threads');
  });

  test('that has what was wanted runs, however Kafka writes that', async () => {
    const wanted = {
      'message.max.bytes': '0002000000',
      'auto.create.topics.enable': 'TRUE',
      'log.cleanup.policy': 'compact, delete',
    };
    expect(await started({ ...wanted, 'compression.type': 'zstd' })).toBeUndefined();
  });
});

test('a value that the broker does not tell is only known to be there', () => {
  const secret = { name: 'ssl.key.password', value: undefined, kind: 'password' } as const;
  expect(wrongSettings({ 'ssl.key.password': 'x' }, [secret])).toEqual([]);
});

test('another value than was asked for is told with both', () => {
  const setting = { name: 'a.number', value: '1000', kind: 'number' } as const;
  expect(wrongSettings({ 'a.number': '1000' }, [setting])).toEqual([]);
  expect(wrongSettings({ 'a.number': 2000 }, [setting])).toEqual(['a.number is "1000" and not "2000"']);
});

test('a refusal is held against the scenario only where it wants something', () => {
  const log = 'Exiting Kafka due to fatal exception\norg.apache.kafka.common.config.ConfigException: Invalid value x\n';
  expect(refusedSettings(log, { 'a.b': 'x' })?.message).toContain('Invalid value x');
  expect(refusedSettings(log, {})).toBeUndefined();
  expect(refusedSettings('java.lang.OutOfMemoryError: x', { 'a.b': 'x' })).toBeUndefined();
});

test.each([
  ...['listeners', 'advertised.listeners', 'listener.security.protocol.map', 'log.dirs', 'log.dir', 'node.id'],
  ...['process.roles', 'controller.quorum.voters', 'controller.quorum.fetch.timeout.ms', 'inter.broker.listener.name'],
  ...['log.message.timestamp.type', 'broker.session.timeout.ms', 'broker.heartbeat.interval.ms'],
  ...['offsets.topic.num.partitions', 'listener.name.admin.sasl.enabled.mechanisms'],
])('no scenario changes %s', (name) => {
  expect(isOwnSetting(name)).toBe(true);
  expect(() => validateScenario({ brokerSettings: { [name]: 'x' } }, 'x.ts')).toThrow(
    `brokerSettings.${name}: the harness sets this itself`,
  );
});

test.each(['auto.create.topics.enable', 'num.partitions', 'message.max.bytes'])(
  'a scenario may be about %s',
  (name) => {
    expect(isOwnSetting(name)).toBe(false);
  },
);

test('a value cannot become another setting', () => {
  const address = { host: '127.0.0.1', port: 1 };
  const layout = { admin: address, controller: address, services: [], dataFolder: '/józef', sessionTimeoutMs: 1 };
  const lines = serverProperties({ ...layout, more: { 'a.b': 'x\nlog.dirs=/elsewhere' } }).split('\n');
  expect(lines).toContain('a.b=x\\u000alog.dirs=/elsewhere');
  expect(lines.filter((line) => line.startsWith('log.dirs='))).toEqual(['log.dirs=/j\\u00f3zef']);
});
