/**
 * The level of a log entry, found as Loki documents it (`discover_log_levels`, `log_level_fields`): first a level among
 * labels or structured metadata, then a field of a JSON or logfmt line, then a word of the line that names a level.
 * Everything works on bytes: it runs once for every line that comes in.
 * https://grafana.com/docs/loki/latest/configure/#limits_config
 */
import { DEFAULT_LEVEL_FIELDS } from '../model/loki-limits.js';
import { FieldNames } from './log-level-fields.js';
import { levelWord, levelWordIn } from './log-level-words.js';

const UNKNOWN_LEVEL = 'unknown';

export class LevelDetector {
  private readonly fields: FieldNames;

  /** `jsonDepth`: how many levels of nested objects are searched (`log_level_from_json_max_depth`); 0 is all. */
  constructor(
    fields: readonly string[] = DEFAULT_LEVEL_FIELDS,
    private readonly jsonDepth = 2,
  ) {
    this.fields = new FieldNames(fields.length === 0 ? DEFAULT_LEVEL_FIELDS : fields);
  }

  /** Whether a label or a key of structured metadata by this name holds the level. */
  isField(name: string): boolean {
    return this.fields.has(name);
  }

  /** The level of the line `source[start, end)`; `unknown` where it names none. */
  ofLine(source: Uint8Array, start: number, end: number): string {
    let at = start;
    while (at < end && source[at]! <= SPACE) at++;
    const level =
      source[at] === OPEN_BRACE && at < end
        ? this.fields.levelInJson(source, at, end, this.jsonDepth) || levelWordIn(source, at, end)
        : this.fields.levelInText(source, at, end);
    return level || UNKNOWN_LEVEL;
  }
}

/** The level that the whole of `source[start, end)` names in any of its spellings, or ''. */
export { levelWord as levelOfValue } from './log-level-words.js';

/** A level as somebody wrote it (`ERROR`, `wrn`) by its one name; what is no level stays as it is. */
export function normalLevel(value: string): string {
  const bytes = Buffer.from(value);
  return levelWord(bytes, 0, bytes.length) || value;
}

/**
 * The level of an OpenTelemetry severity number; `unknown` beyond 1-24.
 * https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber
 */
export function levelOfSeverity(number: number): string {
  return SEVERITY_LEVELS[Math.floor((number - 1) / 4)] ?? UNKNOWN_LEVEL;
}

const SEVERITY_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
const SPACE = 0x20;
const OPEN_BRACE = 0x7b;
