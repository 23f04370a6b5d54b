/** What a page must be for whoever uses no mouse, a screen reader or a phone; run in the page, gives what is not so. */
export const AUDIT = `(() => {
  const problems = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const root = document.documentElement;
  // A phone zooms out to what is too wide: innerWidth would grow with it.
  const width = root.clientWidth;
  if (root.scrollWidth > width) problems.push('scrolls sideways: ' + root.scrollWidth + ' of ' + width);
  for (const one of all('main *'))
    if (one.getBoundingClientRect().right > width + 1 && getComputedStyle(one).clipPath === 'none' && !one.closest('thead'))
      problems.push('reaches beyond the edge: ' + one.tagName + ' ' + one.className);
  if (all('h1').length !== 1) problems.push('has ' + all('h1').length + ' h1');
  let before = 0;
  for (const one of all('h1, h2, h3, h4')) {
    const level = Number(one.tagName[1]);
    if (level > before + 1) problems.push('a heading is left out before: ' + one.textContent.slice(0, 40));
    before = level;
  }
  for (const name of ['body > header', 'main', 'footer', 'nav[aria-label]'])
    if (all(name).length === 0) problems.push('no ' + name);
  for (const one of all('input:not([type=hidden]), select'))
    if (one.labels.length === 0) problems.push('no label: ' + one.name);
  for (const one of all('a, button')) if (one.textContent.trim() === '') problems.push('says nothing: ' + one.outerHTML);
  for (const one of all('table')) if (!one.caption) problems.push('a table without a caption');
  for (const one of all('[aria-labelledby]'))
    if (!document.getElementById(one.getAttribute('aria-labelledby'))) problems.push('labelled by nothing');
  const ids = all('[id]').map((one) => one.id);
  if (new Set(ids).size < ids.length) problems.push('an id twice: ' + ids.filter((id, at) => ids.indexOf(id) < at));
  for (const one of all('script, img, iframe, object, embed, style, [style], [onclick], [onerror]'))
    problems.push('must not be there: ' + one.tagName);
  const seen = (rgb) => rgb.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => seen(rgb).slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const [, , , alpha = 1] = seen(getComputedStyle(at).backgroundColor);
      if (alpha > 0) return getComputedStyle(at).backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const faint = new Set();
  for (const one of all('body *')) {
    if (![...one.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim())) continue;
    const [a, b] = [light(getComputedStyle(one).color), light(ground(one))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faint.add('too faint, ' + contrast.toFixed(1) + ': ' + one.tagName + '.' + one.className);
  }
  return [...problems.slice(0, 20), ...faint];
})()`;
