import { appendFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule, TestSpecification } from 'vitest/node';
import { type Told, toldFileVariable } from './told.ts';

/** Appends each thing to a file as it ends, so that what is known is known even when the runner itself is killed. */
export default class TellingReporter implements Reporter {
  onTestRunStart(specifications: readonly TestSpecification[]): void {
    tell({ kind: 'files', files: specifications.map(({ moduleId }) => moduleId) });
  }

  onTestCaseResult(test: TestCase): void {
    const { state, errors = [] } = test.result();
    if (state === 'pending') return;
    const messages = errors.map(({ message }) => message);
    tell({ kind: 'test', file: test.module.moduleId, test: test.fullName, state, messages });
  }

  /** With the errors outside of its tests: a file that cannot be loaded has none. */
  onTestModuleEnd(module: TestModule): void {
    tell({ kind: 'file-ended', file: module.moduleId, messages: module.errors().map(({ message }) => message) });
  }
}

function tell(told: Told): void {
  const file = process.env[toldFileVariable];
  if (file) appendFileSync(file, `${JSON.stringify(told)}\n`);
}
