const loopback = ['localhost', '127.0.0.1', '::1'];

/**
 * The environment of a service which is told of a proxy, and shall reach what is on this machine without it: Kafka's other
 * users, other services, pages. By the convention of curl, which Node, Go, Java's and Python's clients follow: the lower-case
 * name is looked at first, so both get what either of them had.
 */
export function withoutProxyToSelf(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (!Object.entries(environment).some(([name, value]) => /^(https?|all)_proxy$/i.test(name) && value))
    return environment;
  const known = [environment.no_proxy, environment.NO_PROXY].flatMap((list) => list?.split(',') ?? []);
  const all = new Set([...known.map((host) => host.trim()).filter((host) => host !== ''), ...loopback]);
  // In Node a star means all hosts only where it stands alone.
  const list = all.has('*') ? '*' : [...all].join(',');
  return { ...environment, NO_PROXY: list, no_proxy: list };
}
