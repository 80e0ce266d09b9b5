/**
 * Our Arrow files against those of Grafana's own Go SDK, both ways: what the SDK writes and what ours hold must read
 * the same, and the SDK must have understood ours as its own. The files are made by hand: docs/contract.md.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frameToArrow } from '../../backend/src/encode/arrow';
import { GOLDEN_FRAMES } from './goldenFrames';
import { readArrow, type ReadFrame } from './readArrow';

const FOLDER = join(import.meta.dirname, 'golden');
const bytes = (path: string) => readFileSync(join(FOLDER, path));
const json = (path: string) => JSON.parse(bytes(path).toString()) as unknown;

/** The SDK writes `typeVersion` into every meta; [0, 0] means none. */
const withTypeVersion = (frame: ReadFrame): ReadFrame =>
  frame.meta ? { ...frame, meta: { typeVersion: [0, 0], ...frame.meta } } : frame;

describe('golden frames', () => {
  it('are the same ones here and in the Go maker', () => {
    const made = readdirSync(join(FOLDER, 'sdk')).filter((file) => file.endsWith('.arrow'));
    expect(made).toEqual(Object.keys(GOLDEN_FRAMES).sort().map((name) => `${name}.arrow`)); // prettier-ignore
  });

  describe.each(Object.entries(GOLDEN_FRAMES))('%s', (name, frame) => {
    it('reads the same from our encoder as from the Go SDK: types, nullability, metadata, values', () => {
      expect(withTypeVersion(readArrow(frameToArrow(frame)))).toEqual(readArrow(bytes(`sdk/${name}.arrow`)));
    });

    it('was understood by the Go SDK as its own', () => {
      expect(json(`ours/${name}.json`)).toEqual(json(`sdk/${name}.json`));
    });

    it('is encoded today as it was when the Go SDK read it', () => {
      expect(readArrow(frameToArrow(frame))).toEqual(readArrow(bytes(`ours/${name}.arrow`)));
    });
  });
});
