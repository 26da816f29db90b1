import { existsSync } from 'node:fs';
import { inspectTool, type Tool } from '../../harness/runtimes/native/tools/tool.ts';
import { java } from '../../harness/runtimes/native/tools/tools.ts';
import { findFaketime } from '../../harness/runtimes/shared/clock.ts';
import { actionlintSource, findActionlint } from '../actionlint.ts';
import { whyNoDocker } from './docker.ts';

export interface MissingNeed {
  readonly what: string;
  readonly why: string;
}

export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

const has = async (tool: Tool): Promise<boolean> => (await inspectTool(tool).catch(() => undefined)) !== undefined;

/** What tests need and this machine lacks: said in one line each, never passed over in silence. */
export async function missingNeeds(): Promise<MissingNeed[]> {
  const missing: MissingNeed[] = [];
  if (process.platform !== 'linux') {
    missing.push({
      what: 'everything that starts processes',
      why: 'the identity of a process is read from Linux’s /proc',
    });
  }
  if (!(await has(java))) missing.push({ what: 'everything on a real broker', why: 'there is no Java 17 or later' });
  if (!findFaketime()) missing.push({ what: 'a service whose clock is moved', why: 'there is no libfaketime' });
  if (process.getuid?.() !== 0)
    missing.push({ what: 'what another user left behind', why: 'only root starts a process as another user' });
  if (!existsSync(chromium)) missing.push({ what: 'the report in a real browser', why: `there is no ${chromium}` });
  const docker = await whyNoDocker();
  if (docker) missing.push({ what: 'the system in containers', why: docker });
  if (!findActionlint()) {
    missing.push({ what: 'the workflow by actionlint', why: `go install ${actionlintSource} brings it` });
  }
  return missing;
}
