// Plain JavaScript, since harness/cli/norestart.js asks for it before anything else, on a Node that may be an old one.
import { userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Where the cache is: `$XDG_CACHE_HOME/norestart`, by default `~/.cache/norestart`. A folder that is not absolute is
 * ignored, as the XDG Base Directory Specification wants it: it would be another one wherever one stands. Undefined where
 * nothing says where the user's home is.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string | undefined}
 */
export function findCacheFolder(environment) {
  const { XDG_CACHE_HOME, HOME } = environment;
  if (isAbsolute(XDG_CACHE_HOME ?? '')) return join(XDG_CACHE_HOME ?? '', 'norestart');
  const home = isAbsolute(HOME ?? '') ? HOME : homeOfAccount();
  return home && join(home, '.cache', 'norestart');
}

/** As the list of users tells it, whatever the environment says. @returns {string | undefined} */
export function homeOfAccount() {
  try {
    const { homedir } = userInfo();
    return isAbsolute(homedir) ? homedir : undefined;
  } catch {
    // A number without a name, as in many containers.
    return undefined;
  }
}
