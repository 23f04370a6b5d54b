import type { Browser } from 'playwright-core';

/** A tab, driven as a person does: by addresses, keys and what can be read. */
export interface Tab {
  /** Goes to an address and waits until it is loaded. */
  go(url: string): Promise<void>;
  /** The value of an expression in the page, as JSON can have it. */
  read<Value>(expression: string): Promise<Value>;
  /** Presses keys one after another: `Tab`, `Enter`, `Shift+Tab`, digits. */
  press(...keys: string[]): Promise<void>;
  /** Types a text. */
  type(text: string): Promise<void>;
  /** Does something that leads to another page, and waits for that. */
  leading(act: () => Promise<void>): Promise<void>;
  /** A picture of the whole page, PNG. */
  picture(): Promise<Buffer>;
}

/** Opens a tab of a width, light or dark; a narrow one is a phone's. */
export async function openTab(
  browser: Browser,
  { width, dark }: { width: number; dark: boolean },
): Promise<Tab> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    isMobile: width < 700,
    locale: 'en-US',
  });
  const page = await context.newPage();
  return {
    read: (expression) => page.evaluate(expression),
    go: async (url) => void (await page.goto(url)),
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: (text) => page.keyboard.insertText(text),
    async leading(act) {
      const loaded = page.waitForEvent('load');
      await act();
      await loaded;
    },
    picture: () => page.screenshot({ fullPage: true }),
  };
}
