import { type ProbeOutcome, probe } from '../../src/collect/exporters/blackbox/probe.js';
import { readBlackboxModules } from '../../src/config/blackbox/blackbox.js';
import { YamlFile } from '../../src/config/yaml-file.js';

/** Probes a target with the module that `yaml` writes. */
export function probeWith(yaml: string, target: string, timeoutMs = 10_000): Promise<ProbeOutcome> {
  const modules = readBlackboxModules(new YamlFile('/test/blackbox.yml', `modules: {it: ${yaml}}`));
  return probe(target, modules.get('it')!, timeoutMs, new AbortController().signal);
}
