import type { JsonObject } from '../../../json.ts';
import type { Located } from '../../document/types.ts';
import type { Shape } from './shape.ts';

/** A schema as the plain schemas whose conjunction it is. */
export class Flat {
  /** Without `$ref` and `allOf`, and without groups that have one alternative left. */
  readonly plain: readonly Located<JsonObject>[];
  /** Kinds of keywords (`STATED`) that one of `plain` states. */
  readonly stated: number;
  /** A null alternative was taken out, or `nullable` stands beside a reference. */
  readonly orNull: boolean;
  /** The one that sees all others: its `unevaluated*` is about all that they say. Null: there is none. */
  readonly whole: JsonObject | null;
  readonly never: boolean;
  /** What it means, once that was read. */
  shape: Shape | null = null;

  constructor(
    plain: readonly Located<JsonObject>[],
    stated: number,
    { orNull = false, whole = null, never = false }: Partial<Pick<Flat, 'orNull' | 'whole' | 'never'>> = {},
  ) {
    this.plain = plain;
    this.stated = stated;
    this.orNull = orNull;
    this.whole = whole;
    this.never = never;
  }

  /** One plain schema and no more. */
  get isSole(): boolean {
    return this.plain.length === 1 && !this.never && !this.orNull;
  }

  /** The same with another word on null and on the whole. */
  with({ orNull = this.orNull, whole = this.whole }: Partial<Pick<Flat, 'orNull' | 'whole'>>): Flat {
    return new Flat(this.plain, this.stated, { orNull, whole, never: this.never });
  }
}
