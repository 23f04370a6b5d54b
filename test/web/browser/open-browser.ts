import { chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';
import { openTab, type Tab } from './tab.ts';

/** A real browser that a test drives. */
export interface Browser {
  /** A new tab, of this width in CSS pixels. */
  tab(width: number, more?: { dark?: boolean }): Promise<Tab>;
  close(): Promise<void>;
}

/** Starts the first browser of this machine that starts; null where none does. Its profile goes with it. */
export async function openBrowser(): Promise<Browser | null> {
  for await (const executablePath of findChromium()) {
    const browser = await chromium.launch({ executablePath, chromiumSandbox: false }).catch(() => null);
    if (!browser) continue;
    return {
      tab: (width, more = {}) => openTab(browser, { width, dark: more.dark ?? false }),
      close: () => browser.close(),
    };
  }
  return null;
}
