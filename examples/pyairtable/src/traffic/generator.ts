import { FaultMix } from '../faults.js';
import { people } from '../people.js';
import { HttpBrowser } from './browser.js';
import { chooseJourney } from './journeys/all.js';
import { dailyMultiplier } from './rhythm.js';
import type { TrafficSettings } from './settings.js';

/** Visitors at the same time; beyond it, arrivals are turned away, so that a slow platform does not pile them up. */
const visitorLimit = 100;

export interface TrafficCount {
  started: number;
  finished: number;
  failed: number;
  turnedAway: number;
}

/** Lets visitors arrive at random (a Poisson process) at the set rate times the hour's multiplier. */
export class TrafficGenerator {
  readonly count: TrafficCount = { started: 0, finished: 0, failed: 0, turnedAway: 0 };
  private readonly closing = new AbortController();
  private readonly faults: FaultMix;
  private next: NodeJS.Timeout | undefined;

  constructor(private readonly settings: TrafficSettings) {
    this.faults = new FaultMix(settings.faultRate, settings.faults);
  }

  start(): void {
    const rate = this.settings.rate * dailyMultiplier(new Date());
    const delay = Math.min(60, -Math.log(1 - Math.random()) / rate) * 1_000;
    this.next = setTimeout(() => {
      void this.visit();
      this.start();
    }, delay);
  }

  stop(): void {
    clearTimeout(this.next);
    this.closing.abort();
  }

  private async visit(): Promise<void> {
    const { count } = this;
    if (count.started - count.finished - count.failed >= visitorLimit) {
      count.turnedAway += 1;
      return;
    }
    count.started += 1;
    const journey = chooseJourney(Math.random);
    const person = people[Math.floor(Math.random() * people.length)]!;
    const browser = new HttpBrowser(
      this.settings.frontendUrl,
      this.faults,
      person,
      journey.device,
      this.closing.signal,
    );
    try {
      await journey.run(browser);
      count.finished += 1;
    } catch {
      // Answers with an error status are part of a journey; only a frontend that cannot be reached ends up here.
      count.failed += 1;
    }
  }
}
