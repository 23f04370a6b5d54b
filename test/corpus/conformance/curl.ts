/** A request as a command of curl makes it, as far as test cases use it. */
export interface CurlRequest {
  method: string;
  url: string;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: string | null;
}

const WITH_VALUE: Readonly<Record<string, string>> = {
  '--request': 'X',
  '--header': 'H',
  '--data': 'd',
  '--data-raw': 'd',
  '--data-urlencode': 'e',
  '--form': 'F',
  '--user': 'u',
  '--url': 'url',
  '--cookie': 'b',
};
const BOUNDARY = 'a-boundary-that-is-in-no-part';

/** Reads the arguments of a command line of curl. */
export function readCurl(command: string): CurlRequest {
  const words = wordsOf(command).slice(1);
  const found: { option: string; value: string }[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word.startsWith('--')) {
      const [name = '', attached] = word.split(/=(.*)/s);
      const option = WITH_VALUE[name];
      if (name === '--head') found.push({ option: 'I', value: '' });
      else if (option) found.push({ option, value: attached ?? words[++at] ?? '' });
      else found.push({ option: name, value: '' });
    } else if (word.startsWith('-')) {
      const taking = [...word].findIndex((letter) => 'XHdFub'.includes(letter));
      for (const letter of word.slice(1, taking < 0 ? undefined : taking))
        found.push({ option: letter, value: '' });
      if (taking > 0)
        found.push({ option: word[taking] as string, value: word.slice(taking + 1) || (words[++at] ?? '') });
    } else found.push({ option: 'url', value: word });
  }
  return requestOf(found);
}

function requestOf(found: readonly { option: string; value: string }[]): CurlRequest {
  const all = (option: string) => found.filter((one) => one.option === option).map(({ value }) => value);
  const headers: Record<string, string> = { accept: '*/*' };
  for (const header of all('H')) {
    const at = header.indexOf(':');
    headers[header.slice(0, at).trim().toLowerCase()] = header.slice(at + 1).trim();
  }
  const [user] = all('u');
  if (user !== undefined) headers.authorization = `Basic ${Buffer.from(user).toString('base64')}`;
  const [cookie] = all('b');
  if (cookie !== undefined) headers.cookie = cookie;
  const data = [...all('d'), ...all('e').map(encoded)];
  const form = all('F');
  if (data.length > 0) headers['content-type'] ??= 'application/x-www-form-urlencoded';
  if (form.length > 0) headers['content-type'] = `multipart/form-data; boundary=${BOUNDARY}`;
  const body = form.length > 0 ? multipart(form) : data.length > 0 ? data.join('&') : null;
  const method = all('X')[0] ?? (all('I').length > 0 ? 'HEAD' : body === null ? 'GET' : 'POST');
  return { method, url: all('url')[0] ?? '', headers, body };
}

/** `name=text`: the text is encoded, the name is not. */
function encoded(pair: string): string {
  const [name, text = ''] = pair.split(/=(.*)/s);
  return `${name}=${encodeURIComponent(text)}`;
}

function multipart(fields: readonly string[]): string {
  const parts = fields.map((field) => {
    const [name, value = ''] = field.split(/=(.*)/s);
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  });
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}

/** Splits a command as a shell does: quotes of both kinds, and backslashes outside of single ones. */
function wordsOf(command: string): string[] {
  const words = command.match(/(?:'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]|[^\s'"\\])+/g) ?? [];
  return words
    .filter((word) => !/^\\\s/.test(word))
    .map((word) =>
      word.replace(/'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"|\\([\s\S])/g, (_, single, double, escaped) => {
        if (single !== undefined) return single;
        return double !== undefined ? double.replace(/\\(["\\$`])/g, '$1') : escaped;
      }),
    );
}
