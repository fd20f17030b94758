/**
 * Main-thread time after which charts let others on, ms: with the chart that was begun before it ran out it stays below 50, from
 * where on a page feels stuck.
 */
const BUDGET_MS = 20;

/** How long work goes on until what it has done is shown, ms: a frame of a page full of charts costs as much as a small chart. */
const UNSEEN_MS = 60;

type Task = () => void;

/**
 * What can be drawn, and what has yet to ask for its data. They take turns: the server works on the data of the next panels
 * while charts are drawn.
 */
const QUEUES = { draw: new Set<Task>(), mount: new Set<Task>() };
let last: keyof typeof QUEUES = 'mount';
let isRunning = false;

/**
 * Runs `task` when it is its turn: one after the other, as many in one frame as fit into the budget, so that a dashboard of
 * many charts appears one by one instead of freezing the page. Gives what takes the task back.
 */
export function inTurn(task: Task, kind: keyof typeof QUEUES = 'draw'): () => void {
  const waiting = QUEUES[kind];
  waiting.add(task);
  if (!isRunning) {
    isRunning = true;
    void runAll();
  }
  return () => waiting.delete(task);
}

async function runAll(): Promise<void> {
  await nextFrame();
  let seen = performance.now();
  while (hasTasks()) {
    const started = performance.now();
    do {
      runNext();
      // uPlot paints in a microtask: it belongs to the time of this task.
      await Promise.resolve();
    } while (hasTasks() && performance.now() - started < BUDGET_MS);
    if (!hasTasks()) break;
    if (performance.now() - seen < UNSEEN_MS) await nextTask();
    else {
      await nextFrame();
      seen = performance.now();
    }
  }
  isRunning = false;
}

const hasTasks = (): boolean => QUEUES.draw.size + QUEUES.mount.size > 0;

function runNext(): void {
  const other = last === 'draw' ? 'mount' : 'draw';
  last = QUEUES[other].size > 0 ? other : last;
  const [task] = QUEUES[last];
  if (task === undefined) return;
  QUEUES[last].delete(task);
  try {
    task();
  } catch (error) {
    // One that fails must not keep the others waiting.
    reportError(error);
  }
}

/** Keys and clicks come first, and a frame where the browser has one to show; none is waited for. */
function nextTask(): Promise<void> {
  if (globalThis.scheduler?.postTask === undefined) return nextFrame();
  return globalThis.scheduler.postTask(() => undefined, { priority: 'user-visible' });
}

/** Hidden pages have no frames; their charts are drawn all the same. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    if (document.visibilityState === 'hidden') setTimeout(resolve, 0);
    // A task of its own after the frame was painted: drawing does not hold up the frame it waited for.
    else requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}
