/** Tar archives for tests: POSIX ustar, names as long as the field. */

const BLOCK = 512;

export function tarHeader(name: string, size: number, type = '0'): Uint8Array {
  const head = Buffer.alloc(BLOCK);
  head.write(name, 0, 100);
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  head.write(type, 156);
  head.write('ustar\x0000', 257, 'latin1');
  head.fill(32, 148, 156);
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return new Uint8Array(head);
}

export function tar(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts = Object.entries(files).flatMap(([name, bytes]) => [
    tarHeader(name, bytes.length),
    bytes,
    new Uint8Array((BLOCK - (bytes.length % BLOCK)) % BLOCK),
  ]);
  return new Uint8Array(Buffer.concat([...parts, new Uint8Array(2 * BLOCK)]));
}
