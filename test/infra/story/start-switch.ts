import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** An address that stays, whoever answers behind it. */
export interface Switch {
  url: string;
  /** From now on connections lead to this URL; those that there are end. */
  leadTo(url: string): void;
  close(): Promise<void>;
}

/** Passes connections on, on 127.0.0.1. */
export async function startSwitch(): Promise<Switch> {
  const open = new Set<Socket>();
  let port = 0;
  const server = createServer((from) => {
    const to = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo(url) {
      port = Number(new URL(url).port);
      cut();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
