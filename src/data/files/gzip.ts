/** Gzipped data unpacked whole, never beyond a bound, with what came before a break. RFC 1952. */
import { DataError } from '../dataset.ts';
import type { SourceFile } from './source-file.ts';

const STRIP_BYTES = 2 ** 20;

export interface Unpacked {
  readonly bytes: Uint8Array;
  /** The packed data ended early or made no sense from there on. */
  readonly isCut: boolean;
}

export async function unpackGzip(file: SourceFile, mostBytes: number): Promise<Unpacked> {
  let out = new Uint8Array(await promisedBytes(file, mostBytes));
  let length = 0;
  const reader = strips(file).pipeThrough(new DecompressionStream('gzip')).getReader();
  for (;;) {
    let chunk: Uint8Array | undefined;
    try {
      chunk = (await reader.read()).value;
    } catch (error) {
      if (error instanceof DataError) throw error;
      return { bytes: out.subarray(0, length), isCut: true };
    }
    if (!chunk) return { bytes: out.subarray(0, length), isCut: false };
    if (length + chunk.length > mostBytes) {
      await reader.cancel();
      throw tooLarge(file, mostBytes);
    }
    if (length + chunk.length > out.length) {
      const larger = new Uint8Array(Math.min(mostBytes, 2 * out.length + chunk.length));
      larger.set(out.subarray(0, length));
      out = larger;
    }
    out.set(chunk, length);
    length += chunk.length;
  }
}

/** The last four bytes tell the size unpacked; deflate packs no tighter than 1 : 1032, so a lie has bounds. */
async function promisedBytes(file: SourceFile, mostBytes: number): Promise<number> {
  if (file.size < 18) return 0;
  const tail = await file.read(file.size - 4, file.size);
  const promised = new DataView(tail.buffer, tail.byteOffset, 4).getUint32(0, true);
  return Math.min(promised, mostBytes, file.size * 1032);
}

function tooLarge({ path }: SourceFile, mostBytes: number): DataError {
  return new DataError(
    `"${path}" unpacks to more than the ${(mostBytes / 1e9).toFixed(1)} GB that are unpacked at once. Unpack it, and bring the folder or a zip.`,
  );
}

function strips(file: SourceFile): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      const end = Math.min(file.size, at + STRIP_BYTES);
      if (at >= end) return controller.close();
      controller.enqueue((await file.read(at, end)) as Uint8Array<ArrayBuffer>);
      at = end;
    },
  });
}
