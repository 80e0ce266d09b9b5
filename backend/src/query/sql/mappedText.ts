/** Text that remembers what was typed: macros and names are replaced, errors still point at what the person wrote. */

/** A stretch of the text before an edit, by UTF-16 index; `end` is exclusive. */
export interface Slice {
  start: number;
  end: number;
}

export interface Edit extends Slice {
  /** New text, and stretches of the old one that stay within it. */
  parts: readonly (string | Slice)[];
}

/** Where the text from `at` on comes from; a `verbatim` piece has the same length on both sides. */
interface Piece {
  at: number;
  from: number;
  verbatim: boolean;
}

export class MappedText {
  readonly text: string;
  readonly #before?: MappedText;
  readonly #pieces: readonly Piece[];

  private constructor(text: string, before?: MappedText, pieces: readonly Piece[] = []) {
    this.text = text;
    this.#before = before;
    this.#pieces = pieces;
  }

  static typed(text: string): MappedText {
    return new MappedText(text);
  }

  /** `edits` in ascending order, without overlap. */
  edit(edits: readonly Edit[]): MappedText {
    let text = '';
    const pieces: Piece[] = [];
    const keep = ({ start, end }: Slice) => {
      pieces.push({ at: text.length, from: start, verbatim: true });
      text += this.text.slice(start, end);
    };
    let position = 0;
    for (const { start, end, parts } of edits) {
      keep({ start: position, end: start });
      for (const part of parts) {
        if (typeof part !== 'string') keep(part);
        else {
          pieces.push({ at: text.length, from: start, verbatim: false });
          text += part;
        }
      }
      position = end;
    }
    keep({ start: position, end: this.text.length });
    return new MappedText(text, this, pieces);
  }

  /** Index in what was typed; what was put in points at the start of what it stands for. */
  typedIndex(index: number): number {
    if (!this.#before) return index;
    const piece = this.#pieces.findLast(({ at }) => at <= index);
    if (!piece) return 0;
    return this.#before.typedIndex(piece.verbatim ? piece.from + (index - piece.at) : piece.from);
  }

  get typedText(): string {
    return this.#before ? this.#before.typedText : this.text;
  }
}
