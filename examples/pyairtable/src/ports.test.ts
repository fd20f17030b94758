import { describe, expect, it } from 'vitest';
import { serviceNames } from './catalog.js';
import { formatPorts, freePorts, portsFromEnvironment, portsFromOffset } from './ports.js';

describe('ports', () => {
  it('are those of the catalog, shifted by PORT_OFFSET', () => {
    expect(portsFromEnvironment({})).toMatchObject({ frontend: 5173, 'api-gateway': 7000, 'saga-orchestrator': 7008 });
    expect(portsFromEnvironment({ PORT_OFFSET: '100' })).toMatchObject({ 'mcp-server': 7101 });
  });

  it('travel to the children in PLATFORM_PORTS, which wins', () => {
    const ports = portsFromOffset(1_000);
    expect(portsFromEnvironment({ PORT_OFFSET: '5', PLATFORM_PORTS: formatPorts(ports) })).toEqual(ports);
  });

  it('may be eight different unused ones', async () => {
    expect(new Set(Object.values(await freePorts())).size).toBe(serviceNames.length);
  });

  it.each([
    [{ PORT_OFFSET: '60000' }, 'is not a TCP port'],
    [{ PORT_OFFSET: 'x' }, 'is not a TCP port'],
    [{ PLATFORM_PORTS: 'frontned=1' }, 'unknown service "frontned"'],
  ])('refuses %j', (env, message) => {
    expect(() => portsFromEnvironment(env)).toThrow(message);
  });
});
