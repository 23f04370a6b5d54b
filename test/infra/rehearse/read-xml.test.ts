import { expect, it } from 'vitest';
import { readXml } from '../../../scripts/rehearse/read-xml.ts';

it('reads members and repeated elements as lists, and unescapes text', () => {
  const xml = `<?xml version="1.0"?><Answer xmlns="urn:x"><Names><member>a &amp; b</member><member>&#34;c&#x22;</member></Names>
    <Rule><Id>1</Id></Rule><Rule><Id>2</Id></Rule><Empty/><None></None></Answer>`;
  expect(readXml(xml)).toEqual({
    Names: ['a & b', '"c"'],
    Rule: [{ Id: '1' }, { Id: '2' }],
    Empty: '',
    None: '',
  });
});
