import { describe, expect, it } from 'vitest'
import { buildXml, child, children, parseXml, rawText, textOf } from './xml'

describe('parseXml', () => {
  it('reads text by element name: entities, CDATA, comments, name spaces, blanks', () => {
    const root = parseXml(
      '<?xml version="1.0"?><v:a xmlns:v="urn:x"><v:n>\n Geh&#228;use &amp; &lt;M8&gt; </v:n><c><![CDATA[<M8> & more]]></c><!-- <n>no</n> --><o/><o><n>1</n></o></v:a>',
      'x.xml',
      ['o'],
    )
    const [first, second] = children(children(root, 'a')[0] ?? {}, 'o')
    expect(textOf(children(root, 'a')[0], 'n')).toBe('Gehäuse & <M8>')
    expect(textOf(children(root, 'a')[0], 'c')).toBe('<M8> & more')
    expect([first, textOf(second, 'n')]).toEqual([{}, '1'])
  })

  it('row 19: refuses every document type: entities in files, on the network, growing without end', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    const outside = '<!doctype a SYSTEM "http://127.0.0.1:9/evil.dtd"><a/>'
    for (const text of [bomb, outside])
      expect(() => parseXml(text, 'x.xml', [])).toThrow('x.xml: it declares a document type (DTD)')
  })

  it('names the line where the text is not well-formed, and bounds the depth', () => {
    expect(() => parseXml('<a>\n<b></a>', 'x.xml', [])).toThrow(/x\.xml: .*line 2/)
    expect(() => parseXml(`${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`, 'x.xml', [])).toThrow('x.xml')
  })

  it('takes no inherited property for a child', () => {
    expect([textOf({}, 'constructor'), children({}, 'toString')]).toEqual([undefined, []])
  })
})

describe('buildXml', () => {
  it('keeps tabs, line ends and blanks at the ends as any reader reads them', () => {
    const name = ' a\tb\r\nc & "d" '
    const text = buildXml({ a: { '@name': name, n: 'x\r\ny' } })
    expect(text).toContain('<a name=" a&#9;b&#13;&#10;c &amp; &quot;d&quot; ">')
    expect(text).toContain('<n>x&#13;&#10;y</n>')
    const root = child(parseXml(text, 'x.xml', [], { attributes: true }), 'a')
    expect([rawText(root, '@name'), textOf(root, 'n')]).toEqual([name, 'x\r\ny'])
  })
})
