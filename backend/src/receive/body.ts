/**
 * A request body off the stream: decompressed, into one buffer, never beyond the limit.
 * The inflater is stopped as soon as its output passes the limit, however small its input was (zip bombs).
 * The source is left open when reading stops early, so that the sender still gets an answer.
 */
import type { Readable, Transform } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { ObservatoryError } from '../record/errors';
import type { Hold } from './admission';
import { tooLarge } from './export';

export const ENCODINGS = ['identity', 'gzip', 'deflate'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const INFLATERS: Readonly<Record<Encoding, () => Transform | null>> = {
  identity: () => null,
  gzip: () => createGunzip(),
  deflate: () => createInflate(),
};

export interface BodyOptions {
  encoding: Encoding;
  maxBytes: number;
  /** Content-Length; null when the body comes in chunks of unknown number. */
  contentLength: number | null;
  hold: Hold;
}

/** @throws ObservatoryError OTLP_TOO_LARGE, OTLP_BAD_COMPRESSION, INGEST_BUSY, CALLER_GONE */
export function readBody(source: Readable, options: BodyOptions): Promise<Uint8Array> {
  const { encoding, maxBytes, contentLength, hold } = options;
  return new Promise((resolve, reject) => {
    const inflater = INFLATERS[encoding]();
    const output = inflater ? source.pipe(inflater) : source;
    const sink = createSink(inflater === null && contentLength !== null ? contentLength : 0);
    let held = contentLength ?? 0;

    function stop(error: unknown): void {
      output.off('data', onData);
      if (inflater) {
        source.unpipe(inflater);
        inflater.destroy();
      }
      // What still comes is read and thrown away: a sender that is in the middle of writing gets to the answer.
      source.resume();
      reject(error);
    }
    function onData(chunk: Buffer): void {
      try {
        sink.add(chunk);
        if (sink.length > maxBytes) throw tooLarge(maxBytes);
        if (sink.length > held) {
          held = sink.length;
          hold.resize(held);
        }
      } catch (error) {
        stop(error);
      }
    }

    output.on('data', onData);
    output.once('end', () => resolve(sink.bytes()));
    inflater?.once('error', (cause) => stop(badCompression(encoding, cause)));
    source.once('error', (cause) => stop(callerGone(cause)));
    source.once('close', () => {
      if (!source.readableEnded) stop(callerGone());
    });
    // It may have closed while the caller was looked up: then no event comes any more.
    if (source.destroyed && !source.readableEnded) stop(callerGone());
  });
}

interface Sink {
  readonly length: number;
  add(chunk: Buffer): void;
  bytes(): Uint8Array;
}

/** One buffer of the announced size, so that nothing is copied twice; it grows when more comes, or nothing was announced. */
function createSink(expectedBytes: number): Sink {
  let buffer = Buffer.allocUnsafe(expectedBytes);
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(chunk) {
      if (length + chunk.length > buffer.length) {
        const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + chunk.length));
        buffer.copy(larger, 0, 0, length);
        buffer = larger;
      }
      length += chunk.copy(buffer, length);
    },
    bytes: () => buffer.subarray(0, length),
  };
}

function badCompression(encoding: Encoding, cause: Error): ObservatoryError {
  return new ObservatoryError(
    'caller',
    'OTLP_BAD_COMPRESSION',
    `The body is announced as Content-Encoding "${encoding}" but can't be decompressed: ${cause.message}. ` +
      'Check that it is compressed once, with what the header says, and arrives whole.',
    { cause },
  );
}

function callerGone(cause?: Error): ObservatoryError {
  return new ObservatoryError(
    'cancelled',
    'CALLER_GONE',
    'The sender closed the connection before the body was there.',
    {
      cause,
    },
  );
}
