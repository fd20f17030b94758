/**
 * Main-thread time after which charts let others on, ms: with the chart that was begun before it ran out it stays below 50, from
 * where on a page feels stuck. To show a frame costs as much as a small chart, so that one of them each would double the wait.
 */
const BUDGET_MS = 20;

type Task = () => void;

/** What can be drawn goes before what has yet to ask for its data: the first charts are seen while the others come up. */
const QUEUES = { draw: new Set<Task>(), mount: new Set<Task>() };
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
  while (hasTasks()) {
    const started = performance.now();
    do {
      runNext();
      // uPlot paints in a microtask: it belongs to the time of this task.
      await Promise.resolve();
    } while (hasTasks() && performance.now() - started < BUDGET_MS);
    if (hasTasks()) await nextFrame();
  }
  isRunning = false;
}

const hasTasks = (): boolean => QUEUES.draw.size + QUEUES.mount.size > 0;

function runNext(): void {
  const queue = QUEUES.draw.size > 0 ? QUEUES.draw : QUEUES.mount;
  const [task] = queue;
  if (task === undefined) return;
  queue.delete(task);
  try {
    task();
  } catch (error) {
    // One that fails must not keep the others waiting.
    reportError(error);
  }
}

/** Hidden pages have no frames; their charts are drawn all the same. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    if (document.visibilityState === 'hidden') setTimeout(resolve, 0);
    // A task of its own after the frame was painted: drawing does not hold up the frame it waited for.
    else requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}
