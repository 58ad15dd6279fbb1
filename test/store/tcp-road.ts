import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A road to a server that can be blocked: what is on it then never arrives, and nobody is told. */
export type TcpRoad = { port: number; block(): void; open(): void; stop(): Promise<void> };

/** Carries connections to `port` on this machine. */
export async function startTcpRoad(port: number): Promise<TcpRoad> {
  const sockets = new Set<Socket>();
  let isBlocked = false;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    let isLost = isBlocked;
    const lose = () => {
      isLost ||= isBlocked;
      return isLost;
    };
    near.on('data', (data) => lose() || far.write(data));
    far.on('data', (data) => lose() || near.write(data));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => lose() || other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    block() {
      isBlocked = true;
    },
    open() {
      isBlocked = false;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
