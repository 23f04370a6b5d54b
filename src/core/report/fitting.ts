/** Lines that fit, and how many did not. */
export interface Fitting {
  lines: string[];
  left: number;
  /** Characters that are still free. */
  room: number;
}

/** As many lines as fit into `room` characters, a line break each. */
export function fitting(lines: readonly string[], room: number): Fitting {
  const taken: string[] = [];
  let free = room;
  for (const line of lines) {
    if (line.length + 1 > free) break;
    taken.push(line);
    free -= line.length + 1;
  }
  return { lines: taken, left: lines.length - taken.length, room: free };
}
