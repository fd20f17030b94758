import { errorProne } from './error-prone.js';
import type { Journey } from './journey.js';
import { mobile } from './mobile.js';
import { newUser } from './new-user.js';
import { powerUser } from './power-user.js';
import { sagaOrder } from './saga-order.js';
import { workflowRun } from './workflow-run.js';

export const journeys: readonly [Journey, ...Journey[]] = [
  newUser,
  powerUser,
  workflowRun,
  sagaOrder,
  mobile,
  errorProne,
];

/** Chooses by weight; `random` gives numbers from 0 inclusive to 1 exclusive. */
export function chooseJourney(random: () => number): Journey {
  let left = random() * journeys.reduce((sum, journey) => sum + journey.weight, 0);
  for (const journey of journeys) {
    left -= journey.weight;
    if (left < 0) return journey;
  }
  return journeys[0];
}
