import type { Config } from '../config/config.js';
import { LOKI_OVERRIDES, type RuntimeConfig, readRuntimeConfig } from '../config/originals/runtime-config.js';
import { parseSelector } from '../logql/parser.js';
import type { LokiLimits } from '../model/loki-limits.js';
import { TenantLimits, type TenantLimitsOptions } from './tenant-limits.js';

type Logger = TenantLimitsOptions<LokiLimits>['logger'];

/** The limits of logs: `loki.*` and `retention.logs`. Rules of retention whose selector is none are left out with a warning. */
export function logTenantLimits(
  { loki, lokiOverrides, retention }: Pick<Config, 'loki' | 'lokiOverrides' | 'retention'>,
  logger: Logger,
): Promise<TenantLimits<LokiLimits>> {
  const isGood = ({ selector }: LokiLimits['retentionStream'][number]) => {
    const problem = selectorProblem(selector);
    if (problem !== undefined) logger.warn(`retentionStream: ${problem}; the rule is left out`);
    return problem === undefined;
  };
  return TenantLimits.open<LokiLimits>({
    ...lokiOverrides,
    common: { ...loki, retentionPeriod: retention.logs, retentionStream: loki.retentionStream.filter(isGood) },
    read: (files) => readOverrides(files, lokiOverrides.retention),
    logger,
  });
}

const OF_RETENTION = new Set<string>(['retentionPeriod', 'retentionStream', 'deletionMode']);

/** A file with a selector that is none is a bad file. */
function readOverrides(
  files: readonly string[],
  withRetention: boolean,
): Pick<RuntimeConfig<LokiLimits>, 'overrides' | 'problems'> {
  const { overrides, problems } = readRuntimeConfig(files, LOKI_OVERRIDES);
  const found = [...problems];
  const counting = [...overrides].map(([tenant, limits]) => {
    if (!withRetention) {
      return [tenant, Object.fromEntries(Object.entries(limits).filter(([name]) => !OF_RETENTION.has(name)))] as const;
    }
    const rules = limits.retentionStream ?? [];
    for (const { selector } of rules) {
      const problem = selectorProblem(selector);
      if (problem !== undefined) found.push(`overrides.${tenant}.retention_stream: ${problem}`);
    }
    const retentionStream = rules.filter(({ selector }) => selectorProblem(selector) === undefined);
    return [tenant, limits.retentionStream === undefined ? limits : { ...limits, retentionStream }] as const;
  });
  return { overrides: new Map(counting), problems: found };
}

function selectorProblem(selector: string): string | undefined {
  try {
    parseSelector(selector);
    return undefined;
  } catch (error) {
    return `${selector} is not a selector of streams: ${(error as Error).message}`;
  }
}
