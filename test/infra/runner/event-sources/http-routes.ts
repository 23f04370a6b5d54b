/** A route of an HTTP API. */
export interface HttpRoute {
  /** `GET /v1/status`, `ANY /aws/{proxy+}`, `$default`. */
  key: string;
  authorizer:
    | { kind: 'none' }
    | { kind: 'iam'; arn: string }
    | { kind: 'jwt'; issuer: string; audience: string[] };
  /** ARN of the function. */
  function: string;
}

/** The route that a request takes, and its path parameters: the most specific one that fits; null for none. */
export function findRoute(
  routes: readonly HttpRoute[],
  method: string,
  path: string,
): { route: HttpRoute; parameters: Record<string, string> } | null {
  const found = routes.flatMap((route) => {
    const parameters = paramsOf(route.key, method, path);
    return parameters ? [{ route, parameters }] : [];
  });
  found.sort((one, other) => weight(one.route.key) - weight(other.route.key));
  return found[0] ?? null;
}

function paramsOf(key: string, method: string, path: string): Record<string, string> | null {
  if (key === '$default') return {};
  const [wanted, template = ''] = key.split(' ');
  if (wanted !== 'ANY' && wanted !== method) return null;
  const pattern = template
    .split('/')
    .map((part) =>
      part
        .replace(/[.*$^()[\]\\|?]/g, '\\$&')
        .replace(/^\{(\w+)(\+?)\}$/, (_all, name, more) => `(?<${name}>${more ? '.+' : '[^/]+'})`),
    )
    .join('/');
  const match = new RegExp(`^${pattern}$`).exec(path);
  return match ? { ...match.groups } : null;
}

function weight(key: string): number {
  if (key === '$default') return 1000;
  return (key.includes('+}') ? 100 : 0) + (key.match(/\{/g)?.length ?? 0) + (key.startsWith('ANY') ? 0.5 : 0);
}
