import type { Labels } from '../../model/labels.js';
import type { NativeHistogram } from '../../model/samples.js';
import { firstAtLeast, type MemorySeries } from './memory-reader.js';

/** A series that grows. */
export class SeriesBuffer implements MemorySeries {
  private times = new Float64Array(16);
  private floats = new Float64Array(16);
  private readonly nativeHistograms: (NativeHistogram | undefined)[] = [];
  private hasHistograms = false;
  private size = 0;

  constructor(readonly labels: Labels) {}

  get ts(): Float64Array {
    return this.times.subarray(0, this.size);
  }

  get values(): Float64Array {
    return this.floats.subarray(0, this.size);
  }

  get histograms(): readonly (NativeHistogram | undefined)[] | undefined {
    return this.hasHistograms ? this.nativeHistograms : undefined;
  }

  /** Puts a float, given by its bits, in its place in time; one of the same time is replaced. */
  put(ms: number, low: number, high: number): void {
    const at = this.place(ms, undefined);
    new Uint32Array(this.floats.buffer).set([low, high], at * 2);
  }

  putHistogram(ms: number, histogram: NativeHistogram): void {
    this.hasHistograms = true;
    this.floats[this.place(ms, histogram)] = Number.NaN;
  }

  private place(ms: number, histogram: NativeHistogram | undefined): number {
    const at = firstAtLeast(this.ts, ms);
    if (at < this.size && this.times[at] === ms) {
      this.nativeHistograms[at] = histogram;
      return at;
    }
    if (this.size === this.times.length) this.grow();
    this.times.copyWithin(at + 1, at, this.size);
    this.floats.copyWithin(at + 1, at, this.size);
    this.nativeHistograms.splice(at, 0, histogram);
    this.times[at] = ms;
    this.size++;
    return at;
  }

  private grow(): void {
    const [times, floats] = [new Float64Array(this.size * 2), new Float64Array(this.size * 2)];
    times.set(this.times);
    floats.set(this.floats);
    this.times = times;
    this.floats = floats;
  }
}
