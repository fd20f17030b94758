import { tell } from '../../controls/toast';

/** Into the clipboard, and says so. */
export function copyText(text: string, what: string): void {
  const refused = () => tell('The browser did not let it be copied', 'error');
  if (navigator.clipboard === undefined) {
    refused();
    return;
  }
  navigator.clipboard.writeText(text).then(() => tell(`${what} copied`, 'success'), refused);
}
