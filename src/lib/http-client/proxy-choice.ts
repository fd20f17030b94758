import ipaddr from 'ipaddr.js';
import type { ProxyConfig } from './http-client-config.js';

/** Variables of the environment, in capitals or not. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy through which a URL is reached; undefined for none. Without `noProxy` a given proxy is taken for every URL,
 * otherwise never for this machine itself. https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config
 */
export function proxyFor(url: URL, config: ProxyConfig | undefined, environment: Environment): string | undefined {
  if (config === undefined) return undefined;
  if (!config.fromEnvironment) {
    if (config.noProxy === undefined || config.url === undefined) return config.url;
    return isExempt(url, config.noProxy) ? undefined : config.url;
  }
  const variable = (name: string) => environment[name] || environment[name.toLowerCase()] || undefined;
  const proxy = variable(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (proxy === undefined || isExempt(url, variable('NO_PROXY') ?? '')) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

function isExempt(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const address = ipaddr.isValid(host) ? ipaddr.process(host) : undefined;
  if (host === 'localhost' || address?.range() === 'loopback') return true;
  return noProxy.split(',').some((entry) => {
    const rule = entry.trim().toLowerCase();
    if (rule === '') return false;
    return (
      rule === '*' || (address === undefined ? matchesName(host, port, rule) : matchesAddress(address, port, rule))
    );
  });
}

/** `example.com` and `.example.com` also mean all below; with `:port` only that port. */
function matchesName(host: string, port: string, rule: string): boolean {
  const [, name, rulePort] = /^(.*?)(?::(\d+))?$/.exec(rule)!;
  if (rulePort !== undefined && rulePort !== port) return false;
  const domain = name!.replace(/^\*(?=\.)/, '');
  if (domain.startsWith('.')) return host.endsWith(domain);
  return host === domain || host.endsWith(`.${domain}`);
}

function matchesAddress(address: ipaddr.IPv4 | ipaddr.IPv6, port: string, rule: string): boolean {
  if (ipaddr.isValidCIDR(rule)) {
    const [network, bits] = ipaddr.parseCIDR(rule);
    return network.kind() === address.kind() && address.match(network, bits);
  }
  const [, name, rulePort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(ipaddr.isValid(rule) ? `[${rule}]` : rule)!;
  if (rulePort !== undefined && rulePort !== port) return false;
  return ipaddr.isValid(name!) && ipaddr.process(name!).toString() === address.toString();
}
