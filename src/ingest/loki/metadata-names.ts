import { BytesCache } from '../../lib/bytes-cache.js';
import type { LevelDetector } from '../../pipeline/log-level.js';
import { utf8 } from '../../wire/protobuf/reader.js';

/** What a key of structured metadata says apart from its text. */
export const ROLE = { none: 0, level: 1, detectedLevel: 2, severityNumber: 3 } as const;

/** A key as it is stored. There is one object for each text, so that keys are compared by identity. */
export interface MetadataName {
  readonly text: string;
  readonly role: number;
  /** Bytes of the text. */
  readonly size: number;
  /** The row in which the key was last seen: tells keys that come twice. */
  row: number;
}

/** Names held at most; senders that make up ever new ones must not fill the memory. */
const MAX_NAMES = 20_000;
const MAX_BYTES = 1024 * 1024;

/** The keys of structured metadata, found by their bytes as they came or by their text. */
export class MetadataNames {
  private byBytes = new BytesCache<MetadataName>(MAX_BYTES);
  private readonly byText = new Map<string, MetadataName>();
  private readonly byRaw = new Map<string, MetadataName>();
  private rows = 0;

  constructor(private readonly levels: LevelDetector) {}

  /** A number that no row had before. */
  nextRow(): number {
    return ++this.rows;
  }

  ofBytes(source: Uint8Array, start: number, end: number): MetadataName {
    let name = this.byBytes.get(source, start, end);
    if (name === undefined) {
      name = this.make(utf8(source, start, end));
      this.byBytes.set(source, start, end, name);
    }
    return name;
  }

  ofText(raw: string): MetadataName {
    let name = this.byRaw.get(raw);
    if (name === undefined) {
      name = this.make(raw);
      this.byRaw.set(raw, name);
    }
    return name;
  }

  private make(raw: string): MetadataName {
    if (this.byText.size >= MAX_NAMES || this.byRaw.size >= MAX_NAMES) {
      this.byText.clear();
      this.byRaw.clear();
      this.byBytes = new BytesCache(MAX_BYTES);
    }
    const text = labelNameOf(raw);
    let name = this.byText.get(text);
    if (name === undefined) {
      name = { text, role: this.roleOf(raw, text), size: Buffer.byteLength(text), row: 0 };
      this.byText.set(text, name);
    }
    return name;
  }

  private roleOf(raw: string, text: string): number {
    if (text === 'detected_level') return ROLE.detectedLevel;
    if (text === 'severity_number') return ROLE.severityNumber;
    return this.levels.isField(raw) || this.levels.isField(text) ? ROLE.level : ROLE.none;
  }
}

/**
 * A name as Loki and Prometheus can query it: what is no ASCII letter, digit or underscore becomes an underscore, and a
 * name that begins with a digit gets `key_` before it.
 */
export function labelNameOf(raw: string): string {
  const text = PLAIN_NAME.test(raw) ? raw : raw.replace(/[^A-Za-z0-9_]/gu, '_');
  return text >= '0' && text < ':' ? `key_${text}` : text;
}

const PLAIN_NAME = /^[A-Za-z0-9_]*$/;
