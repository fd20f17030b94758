/**
 * Runs `stop` once, on the first of SIGTERM, SIGINT and the loss of the launcher that started this process, and then
 * exits.
 */
export function onStopRequest(stop: () => Promise<void>): void {
  let stopping = false;
  const once = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', once);
  process.on('SIGINT', once);
  if (process.connected) process.on('disconnect', once);
}
