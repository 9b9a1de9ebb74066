import { numberTest, plainNumber } from './numbers'
import type { PictureField } from './types'

const units: Record<string, number> = { '': 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9 }

/** How large a picture's file is. */
export const bytesField: PictureField = {
  name: 'bytes',
  about: 'size of the file',
  example: 'bytes>5MB',
  of: 'picture',
  compile(term, { bytes }) {
    const test = numberTest(term, bytesField.example, readBytes)
    return (picture) => test(bytes[picture] as number)
  },
}

function readBytes(text: string): number {
  const [, number = '', unit = ''] = /^([\d.]+)([a-z]*)$/i.exec(text) ?? []
  return plainNumber(number) * (units[unit.toLowerCase()] ?? Number.NaN)
}
