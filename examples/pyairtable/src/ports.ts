import { type AddressInfo, createServer } from 'node:net';
import { catalog, isServiceName, type ServiceName, serviceNames } from './catalog.js';

/** The port of every service of one running platform. */
export type Ports = Readonly<Record<ServiceName, number>>;

export function portsFromOffset(offset: number): Ports {
  return Object.fromEntries(serviceNames.map((name) => [name, catalog[name].port + offset])) as Ports;
}

/** Asks the operating system for eight unused ports of 127.0.0.1. */
export async function freePorts(): Promise<Ports> {
  const servers = serviceNames.map(() => createServer());
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))));
  const entries = servers.map((server, index) => [serviceNames[index], (server.address() as AddressInfo).port]);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return Object.fromEntries(entries) as Ports;
}

/** Writes ports as `frontend=5173,api-gateway=7000`, the form of the `PLATFORM_PORTS` variable. */
export function formatPorts(ports: Ports): string {
  return serviceNames.map((name) => `${name}=${ports[name]}`).join(',');
}

/** Reads `PLATFORM_PORTS` if it is set, else shifts the catalog's ports by `PORT_OFFSET`. */
export function portsFromEnvironment(env: NodeJS.ProcessEnv): Ports {
  const ports: Record<string, number> = { ...portsFromOffset(Number(env.PORT_OFFSET ?? 0)) };
  for (const pair of (env.PLATFORM_PORTS ?? '').split(',').filter(Boolean)) {
    const [name = '', port] = pair.split('=');
    if (!isServiceName(name)) throw new Error(`PLATFORM_PORTS: unknown service "${name}"`);
    ports[name] = Number(port);
  }
  for (const [name, port] of Object.entries(ports)) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`${name}: ${port} is not a TCP port`);
  }
  return ports as Ports;
}
