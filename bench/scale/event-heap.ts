/** Events in the order of their time; those of the same time in the order in which they were put. */
export interface EventHeap<Event> {
  size(): number;
  put(at: number, event: Event): void;
  /** Takes the earliest out. */
  next(): { at: number; event: Event } | undefined;
}

interface Placed<Event> {
  at: number;
  order: number;
  event: Event;
}

/** An empty binary heap. */
export function createEventHeap<Event>(): EventHeap<Event> {
  const heap: Placed<Event>[] = [];
  let order = 0;
  const before = (a: number, b: number) => {
    const [one, other] = [heap[a] as Placed<Event>, heap[b] as Placed<Event>];
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  };
  const swap = (a: number, b: number) => {
    [heap[a], heap[b]] = [heap[b] as Placed<Event>, heap[a] as Placed<Event>];
  };
  return {
    size: () => heap.length,
    put(at, event) {
      heap.push({ at, order: order++, event });
      for (let child = heap.length - 1; child > 0; ) {
        const parent = (child - 1) >> 1;
        if (!before(child, parent)) break;
        swap(child, parent);
        child = parent;
      }
    },
    next() {
      const first = heap[0];
      const last = heap.pop();
      if (!first || !last) return undefined;
      if (heap.length === 0) return first;
      heap[0] = last;
      for (let parent = 0; ; ) {
        const left = 2 * parent + 1;
        if (left >= heap.length) break;
        const child = left + 1 < heap.length && before(left + 1, left) ? left + 1 : left;
        if (!before(child, parent)) break;
        swap(child, parent);
        parent = child;
      }
      return first;
    },
  };
}
