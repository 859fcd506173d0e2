/** A check sum of bytes, word by word: quick enough for weights of a hundred megabytes at every checkpoint. Pure. */
const OFFSET = 0x811c_9dc5;
const PRIME = 0x0100_0193;

/** Of FNV's kind, 32 bits. */
export function byteSum(bytes: Uint8Array): number {
  const isAligned = bytes.byteOffset % 4 === 0;
  const { buffer, byteOffset } = isAligned ? bytes : bytes.slice();
  const words = new Uint32Array(buffer, byteOffset, bytes.length >>> 2);
  let hash = OFFSET ^ bytes.length;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ (words[i] as number), PRIME);
  for (let i = words.length * 4; i < bytes.length; i++)
    hash = Math.imul(hash ^ (bytes[i] as number), PRIME);
  return hash >>> 0;
}
