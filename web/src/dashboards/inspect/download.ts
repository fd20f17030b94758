/** Gives content to the browser as a file. */
export function download(content: string | Blob, name: string, type: string): void {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replace(/[\\/:*?"<>|]+/g, '-');
  link.click();
  // The download has begun with the click; the address is not needed any more after the next task.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
