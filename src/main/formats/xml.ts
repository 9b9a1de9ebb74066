import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser'
import { limits } from '../../shared/limits'
import { invalid } from './readText'

/** An XML element: its children by name; text elements are strings, repeated ones lists. */
export type XmlElement = Readonly<Record<string, unknown>>

/**
 * Parses XML; attributes, where they are asked for, are children named `@name`, with the blanks at their ends; text beside
 * them `#text`. A document type is refused whatever it says: with it go external entities, files
 * and addresses to fetch, and entities that grow without end.
 * @param lists names that are lists even where they occur once
 * @throws StudioError `format-invalid`, with the line where the text is not well-formed
 */
export function parseXml(
  text: string,
  file: string,
  lists: readonly string[],
  { attributes = false } = {},
): XmlElement {
  if (text.length > limits.maxXmlCharacters)
    throw invalid(
      file,
      `it has ${Math.ceil(text.length / 2 ** 20)} MiB; the limit for XML is ${limits.maxXmlCharacters / 2 ** 20}.`,
      'Split it into several files, or export it as COCO.',
    )
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    throw invalid(
      file,
      'it declares a document type (DTD), which is not allowed.',
      'Remove the <!DOCTYPE ...> part.',
    )
  const validity = XMLValidator.validate(text)
  if (validity !== true)
    throw invalid(file, `this is not well-formed XML: ${validity.err.msg} (line ${validity.err.line}).`)
  const parser = new XMLParser({
    ignoreAttributes: !attributes,
    attributeNamePrefix: '@',
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    removeNSPrefix: true,
    parseTagValue: false,
    trimValues: false,
    tagValueProcessor: (_, text) => text.trim(),
    jPath: false,
    // Character references (&#228;) come with the named ones.
    htmlEntities: true,
    isArray: (name) => lists.includes(name),
  })
  try {
    return parser.parse(text) as XmlElement
  } catch (cause) {
    throw invalid(file, `the XML cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`)
  }
}

/** A child element; undefined where there is none or only text. The first counts where there are several. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  const value = first(element, name)
  return typeof value === 'object' && value !== null ? (value as XmlElement) : undefined
}

/** All children of a name that are elements; text and empty ones count as empty elements. */
export function children(element: XmlElement, name: string): XmlElement[] {
  const value = Object.hasOwn(element, name) ? element[name] : []
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.map((item) => (typeof item === 'object' && item !== null ? (item as XmlElement) : {}))
}

/** The trimmed text of a child; undefined where there is none or it is empty. */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  const value = first(element, name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** The text of a child with the blanks at its ends, which can belong to a name; undefined where there is nothing else. */
export function rawText(element: XmlElement | undefined, name: string): string | undefined {
  const value = first(element, name)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

function first(element: XmlElement | undefined, name: string): unknown {
  if (!element || !Object.hasOwn(element, name)) return undefined
  const value = element[name]
  return Array.isArray(value) ? value[0] : value
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
  processEntities: false,
  attributeValueProcessor: (_, value) => escaped(String(value)),
  tagValueProcessor: (_, value) => escaped(String(value)),
})

/** Written plainly, tabs and line ends become blanks in attributes, and every line end the same in texts. */
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '>': '&gt;',
  '<': '&lt;',
  "'": '&apos;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

const escaped = (text: string) => text.replace(/[&<>'"\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign)

/** Writes elements as XML 1.0; characters that XML cannot hold become the replacement character. */
export function buildXml(root: Readonly<Record<string, unknown>>): string {
  const text: string = builder.build(root)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids
  return `<?xml version="1.0" encoding="utf-8"?>\n${text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')}`
}
