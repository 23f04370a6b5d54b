import { request } from 'node:http';
import type { Socket } from 'node:net';
import { CallFailed } from './failure-of.ts';
import type { NamedProxy } from './named-proxy.ts';

const UNREACHABLE = 'the proxy of FOREWARN_PROXY cannot be reached';

/**
 * Opens a tunnel through an HTTP proxy (CONNECT, RFC 9110, 9.3.6). No proxy of the environment is used on the way.
 *
 * @param timeoutMs until the proxy has opened it.
 * @throws CallFailed `intercepted` where the proxy refuses, `connect` where it cannot be reached, `timeout`.
 */
export function openTunnel(
  proxy: NamedProxy,
  target: { host: string; port: string },
  timeoutMs: number,
): Promise<Socket> {
  const host = target.host.includes(':') ? `[${target.host.replace(/^\[|\]$/g, '')}]` : target.host;
  const authority = `${host}:${target.port}`;
  return new Promise((resolve, reject) => {
    const asked = request({
      host: proxy.host,
      port: proxy.port,
      method: 'CONNECT',
      path: authority,
      headers: {
        host: authority,
        ...(proxy.authorization ? { 'proxy-authorization': proxy.authorization } : {}),
      },
      agent: false,
    });
    const late = setTimeout(() => asked.destroy(new CallFailed('timeout', 'the proxy is silent')), timeoutMs);
    asked.once('close', () => clearTimeout(late));
    asked.once('connect', (answer, socket, head) => {
      clearTimeout(late);
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300 && head.length === 0) return resolve(socket as Socket);
      socket.destroy();
      reject(new CallFailed('intercepted', `the proxy of FOREWARN_PROXY answered HTTP ${status}`));
    });
    asked.once('response', (answer) => {
      answer.destroy();
      reject(new CallFailed('intercepted', 'the proxy of FOREWARN_PROXY opened no tunnel'));
    });
    asked.once('error', (error) =>
      reject(error instanceof CallFailed ? error : new CallFailed('connect', UNREACHABLE)),
    );
    asked.end();
  });
}
