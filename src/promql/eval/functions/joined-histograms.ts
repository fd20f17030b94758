import type { NativeHistogram } from '../../../model/samples.js';
import { addHistograms, type JoinedHistogram, subtractHistograms } from '../../histogram/arithmetic.js';
import type { RangeCall, SampleRun } from './implementation.js';
import { tellOfReconciledBounds, warnOfMixedSchemas } from './range-annotations.js';

/** Sums and differences of the histograms of one series, with what is to be said of them. */
export class JoinedHistograms {
  constructor(
    private readonly run: SampleRun,
    private readonly call: RangeCall,
  ) {}

  /** Undefined, with a warning, where one has exponential and the other custom buckets. */
  add(
    a: NativeHistogram,
    b: NativeHistogram,
    operation: 'addition' | 'aggregation' = 'addition',
  ): NativeHistogram | undefined {
    return this.told(addHistograms(a, b), operation);
  }

  subtract(a: NativeHistogram, b: NativeHistogram): NativeHistogram | undefined {
    return this.told(subtractHistograms(a, b), 'subtraction');
  }

  private told(
    joined: JoinedHistogram | undefined,
    operation: 'addition' | 'subtraction' | 'aggregation',
  ): NativeHistogram | undefined {
    if (joined === undefined) warnOfMixedSchemas(this.run, this.call);
    else if (joined.boundsReconciled) tellOfReconciledBounds(this.call, operation);
    return joined?.histogram;
  }
}
