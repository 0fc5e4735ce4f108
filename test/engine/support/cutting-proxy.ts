import { connect, createServer, type Server, type Socket } from 'node:net';

/** Between the engine and its database, or a cluster: cuts the connection when a text goes over the wire, `commit` at first. */
export class CuttingProxy {
  private server: Server | undefined;
  private cut: 'before' | 'after' | undefined;
  private readonly sockets = new Set<Socket>();
  private text = 'commit\0';
  /** How often a connection was cut. */
  cuts = 0;

  /** Connection string that leads through the proxy. */
  async open(url: string): Promise<string> {
    const target = new URL(url);
    const { hostname, port } = target;
    const server = createServer((client) => this.connectThrough(client, hostname, Number(port)));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    target.port = String(address.port);
    return target.toString();
  }

  /** `before`: the next commit never arrives. `after`: it arrives, but its answer does not. */
  cutNextCommit(moment: 'before' | 'after'): void {
    this.cutNext(moment, 'commit\0');
  }

  /** The same for whatever holds this text. */
  cutNext(moment: 'before' | 'after', text: string): void {
    this.text = text;
    this.cut = moment;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private connectThrough(client: Socket, host: string, port: number): void {
    const database = connect(port, host);

    let mute = false;
    for (const socket of [client, database]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(socket));
    }
    database.on('data', (data) => void (mute || client.write(data)));
    client.on('data', (data) => {
      if (this.cut === undefined || !data.includes(this.text)) {
        if (!mute) database.write(data);
        return;
      }
      const moment = this.cut;
      this.cut = undefined;
      this.cuts += 1;
      mute = true;
      if (moment === 'after') database.write(data);
      // Long enough for the commit to become durable; the session ends when the sockets do.
      setTimeout(() => {
        client.destroy();
        database.end();
      }, 100);
    });
    client.on('close', () => database.end());
    database.on('close', () => client.destroy());
  }
}
