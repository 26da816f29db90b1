import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/native/temporary-folder.ts';
import { findJava } from './java-home.ts';

/** A folder of Javas, and a PATH that leads to the one of this name. */
function machine(javas: Readonly<Record<string, string | undefined>>, onPath: string) {
  const [jvm, path] = [temporaryFolder(), temporaryFolder()];
  for (const [name, version] of Object.entries(javas)) {
    mkdirSync(join(jvm, name, 'bin'), { recursive: true });
    writeFileSync(join(jvm, name, 'bin', 'java'), '', { mode: 0o755 });
    if (version) writeFileSync(join(jvm, name, 'release'), `IMPLEMENTOR="X"\nJAVA_VERSION="${version}"\n`);
  }
  symlinkSync(join(jvm, onPath, 'bin', 'java'), join(path, 'java'));
  return { path, java: (name: string) => join(jvm, name, 'bin', 'java') };
}

test('the newest Java is taken of those installed side by side', () => {
  const { path, java } = machine({ nine: '9.0.4', seventeen: '17.0.15', 'twenty-five': '25.0.3' }, 'seventeen');
  expect(findJava({ PATH: path })).toBe(java('twenty-five'));
});

test('an older one beside it is left alone, and so is one without its program', () => {
  const { path, java } = machine({ nine: '9.0.4', seventeen: '17.0.15', ninety: '90.0.1' }, 'seventeen');
  rmSync(java('ninety'));
  expect(findJava({ PATH: path })).toBe(join(path, 'java'));
});

test('JAVA_HOME is taken, be there a newer one or not', () => {
  const { path, java } = machine({ seventeen: '17.0.15', 'twenty-five': '25.0.3' }, 'twenty-five');
  expect(findJava({ PATH: path, JAVA_HOME: join(java('seventeen'), '..', '..') })).toBe(java('seventeen'));
});

test('where the Java at hand does not say its version nothing is concluded from others', () => {
  const { path } = machine({ unknown: undefined, 'twenty-five': '25.0.3' }, 'unknown');
  expect(findJava({ PATH: path })).toBe(join(path, 'java'));
});
