import type { Json, JsonObject } from '../../../json.ts';
import { pointerInto } from '../../../json-pointer.ts';
import type { Parts } from './shape.ts';

/** The properties that a schema documents. */
export interface PropertyTable {
  get(name: string): Parts | undefined;
  has(name: string): boolean;
  keys(): string[];
  /** What one schema alone writes of a property; undefined where none or several do. */
  written(name: string): Json | undefined;
}

/**
 * Properties as one schema writes them. Most are as they were, and are never asked for more than what is written: they
 * get their place when somebody does.
 */
export class WrittenProperties implements PropertyTable {
  private readonly properties: JsonObject;
  private readonly pointer: string;
  private located: Map<string, Parts> | null = null;

  /** @param pointer of `properties` of that schema */
  constructor(properties: JsonObject, pointer: string) {
    this.properties = properties;
    this.pointer = pointer;
  }

  written(name: string): Json | undefined {
    return Object.hasOwn(this.properties, name) ? this.properties[name] : undefined;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.properties, name);
  }

  keys(): string[] {
    return Object.keys(this.properties);
  }

  get(name: string): Parts | undefined {
    const known = this.located?.get(name);
    const value = known ? undefined : this.written(name);
    if (value === undefined) return known;
    const parts = [{ value, pointer: pointerInto(this.pointer, name) }];
    this.located ??= new Map();
    this.located.set(name, parts);
    return parts;
  }
}

/** Properties as several schemas write them together. */
export class MergedProperties implements PropertyTable {
  private readonly properties: ReadonlyMap<string, Parts>;

  constructor(properties: ReadonlyMap<string, Parts>) {
    this.properties = properties;
  }

  written(name: string): Json | undefined {
    const parts = this.properties.get(name);
    return parts?.length === 1 ? parts[0]?.value : undefined;
  }

  has(name: string): boolean {
    return this.properties.has(name);
  }

  keys(): string[] {
    return [...this.properties.keys()];
  }

  get(name: string): Parts | undefined {
    return this.properties.get(name);
  }
}
