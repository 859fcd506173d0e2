/** Hands a file to the person. */

export function downloadBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** dcgan-samples-000100.png */
export function fileNameFor(run: string, view: string, step: number): string {
  return `${plain(run)}-${plain(view)}-${String(step).padStart(6, '0')}.png`;
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '') || 'untitled';
