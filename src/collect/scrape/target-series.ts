import { BytesCache } from '../../lib/bytes-cache.js';
import type { SeriesRef } from '../../model/series.js';
import type { ExposedExemplar, ExpositionReader } from '../../wire/exposition/exposition-reader.js';
import type { ClassicPart } from './classic-histograms.js';

/** A series that a target showed lately. */
export class ScrapedSeries {
  /** The number of the scrape that showed it last. */
  seen = 0;
  isKnown = false;
  /** Whether a marker must be written when it is gone. */
  isLive = false;
  /** Whether the page gave its last sample a time. */
  hasOwnTime = false;
  lastExemplar: ExposedExemplar | undefined;
  /** For which start a zero was stored, ms. */
  createdMs: number | undefined;

  constructor(readonly ref: SeriesRef) {}
}

/** What the bytes of a page's series stand for; neither where relabelling drops it. */
export interface PageSeries {
  readonly series?: ScrapedSeries;
  /** Of a classic histogram that is converted. */
  readonly part?: ClassicPart;
}

const FIRST_CACHE_BYTES = 64 * 1024;
/** Of a series in the cache, beside its bytes. */
const ENTRY_BYTES = 160;
/** What the series of a page take in the cache, about, for each byte of it. */
const SERIES_PER_BODY = 3;

/** The series of one target: found by the bytes that a page writes them with, and watched for those that are gone. */
export class TargetSeries {
  private cache = new BytesCache<PageSeries>(FIRST_CACHE_BYTES);
  private cacheBytes = FIRST_CACHE_BYTES;
  /** By their ids: an index that forgets gives another object for the same series. */
  private readonly known = new Map<number, ScrapedSeries>();
  /** Of the page at hand. */
  private pageBytes = 0;
  /** The number of the page at hand. */
  run = 0;

  /** A page of so many bytes follows. */
  begin(bodyBytes: number): void {
    this.run++;
    this.fitCache(Math.max(this.pageBytes, bodyBytes * SERIES_PER_BODY));
    this.pageBytes = 0;
  }

  find(reader: ExpositionReader): PageSeries | undefined {
    this.pageBytes += reader.seriesEnd - reader.seriesStart + ENTRY_BYTES;
    return this.cache.get(reader.source, reader.seriesStart, reader.seriesEnd);
  }

  keep(reader: ExpositionReader, found: PageSeries): void {
    this.cache.set(reader.source, reader.seriesStart, reader.seriesEnd, found);
  }

  /** A series that is new in these bytes; `isNew` says whether it is new to the target. */
  of(ref: SeriesRef): ScrapedSeries {
    return this.known.get(keyOf(ref)) ?? new ScrapedSeries(ref);
  }

  /** To be called for each sample of the page; says whether the series is new. */
  show(series: ScrapedSeries): boolean {
    series.seen = this.run;
    if (series.isKnown) return false;
    series.isKnown = true;
    this.known.set(keyOf(series.ref), series);
    return true;
  }

  /** The page at hand is whole: what it did not show is forgotten. Gives the series that need a marker. */
  end(tracksOwnTimes: boolean): SeriesRef[] {
    const gone: SeriesRef[] = [];
    for (const [key, series] of this.known) {
      if (series.seen === this.run) {
        series.isLive = !series.hasOwnTime || tracksOwnTimes;
        continue;
      }
      if (series.isLive) gone.push(series.ref);
      series.isLive = false;
      series.isKnown = false;
      this.known.delete(key);
    }
    this.fitCache(this.pageBytes);
    return gone;
  }

  /** There is no page: gives all series that need a marker. */
  fail(): SeriesRef[] {
    const gone: SeriesRef[] = [];
    for (const series of this.known.values()) {
      if (series.isLive) gone.push(series.ref);
      series.isLive = false;
    }
    return gone;
  }

  /** What bytes stand for is to be found out anew. */
  forgetBytes(): void {
    this.cache = new BytesCache(this.cacheBytes);
  }

  /** The cache forgets by halves, so it has room for several pages; after a large page it shrinks again. */
  private fitCache(pageBytes: number): void {
    const wanted = Math.max(FIRST_CACHE_BYTES, pageBytes * 4);
    if (wanted <= this.cacheBytes && wanted > this.cacheBytes / 8) return;
    this.cacheBytes = wanted * 2;
    this.forgetBytes();
  }
}

/** 53 of the id's 64 bits: enough for the series of one target. */
const keyOf = ({ idLow, idHigh }: SeriesRef): number => (idHigh & 0x1fffff) * 2 ** 32 + (idLow >>> 0);
