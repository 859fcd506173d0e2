/** Unpacks deflated bytes up to a limit: a few bytes can stand for gigabytes. */
import type { Inflate, Unzlib } from 'fflate';

const PART = 4_096;

type Listener = (part: Uint8Array, isLast: boolean) => void;

/** `open` makes the stream that fits the packing. Null where the bytes are damaged or end too early. */
export function unfold(
  bytes: Uint8Array,
  mostBytes: number,
  open: (listener: Listener) => Inflate | Unzlib,
): Uint8Array | 'too-large' | null {
  const parts: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  const stream = open((part, isLast) => {
    size += part.length;
    isWhole ||= isLast;
    if (size <= mostBytes) parts.push(part);
  });
  try {
    for (let at = 0; at < bytes.length && size <= mostBytes; at += PART)
      stream.push(bytes.subarray(at, at + PART), at + PART >= bytes.length);
  } catch {
    return null;
  }
  if (size > mostBytes) return 'too-large';
  if (!isWhole) return null;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
