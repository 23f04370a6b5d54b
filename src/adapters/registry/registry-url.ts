import { ForewarnError } from '../../core/errors.ts';

/**
 * The base URL of a deployed Forewarn, without a slash at its end.
 *
 * @throws ForewarnError `usage` for anything but https, or http on loopback; with credentials, query or fragment.
 */
export function registryUrl(written: string): URL {
  const url = URL.parse(written);
  if (!url || !/^https?:$/.test(url.protocol)) throw refusal('is not an https address');
  if (url.username || url.password) throw refusal('must not hold credentials');
  if (url.search || url.hash) throw refusal('must have no query and no fragment');
  if (url.protocol === 'http:' && !/^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(url.hostname))
    throw refusal('must be https: what is sent there proves who you are');
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

function refusal(problem: string): ForewarnError {
  return new ForewarnError('usage', `the URL of Forewarn ${problem}`, {
    fix: 'use the output `ApiUrl` of the deployment, like https://abc123.execute-api.eu-west-1.amazonaws.com',
  });
}
