/**
 * Works on items in order, at most `atOnce` at a time, until all are begun or `goOn` says no. What has begun is
 * waited for. `work` must not reject.
 *
 * @returns how many were begun.
 */
export async function inParallel<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
  goOn: () => boolean = () => true,
): Promise<number> {
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < items.length && goOn()) await work(items[begun++] as Item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  return begun;
}
