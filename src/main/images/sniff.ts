import type { ImageFormat } from './types'

/** What the first bytes say, never the file's name: a format, or in words what it is instead. */
export type Sniffed = { format: ImageFormat } | { unsupported: string } | { noPicture: string }

const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, i) => bytes[i] === byte)

const asciiAt = (bytes: Uint8Array, offset: number, length: number) =>
  String.fromCharCode(...bytes.subarray(offset, offset + length))

/** Brands of the ISO base media container (ftyp box) that hold still pictures. */
const MEDIA_BRANDS: ReadonlyMap<string, string> = new Map([
  ['avif', 'an AVIF picture'],
  ['avis', 'an AVIF animation'],
  ['heic', 'a HEIC picture'],
  ['heix', 'a HEIC picture'],
  ['mif1', 'a HEIF picture'],
])

/** Recognises a picture by its magic bytes. */
export function sniff(bytes: Uint8Array): Sniffed {
  if (starts(bytes, 0xff, 0xd8, 0xff)) return { format: 'jpeg' }
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return { format: 'png' }
  if (asciiAt(bytes, 0, 4) === 'RIFF' && asciiAt(bytes, 8, 4) === 'WEBP') return { format: 'webp' }
  if (starts(bytes, 0x49, 0x49, 0x2a, 0) || starts(bytes, 0x4d, 0x4d, 0, 0x2a)) return { format: 'tiff' }
  if (starts(bytes, 0x49, 0x49, 0x2b, 0) || starts(bytes, 0x4d, 0x4d, 0, 0x2b))
    return { unsupported: 'a BigTIFF' }
  if (/^GIF8[79]a$/.test(asciiAt(bytes, 0, 6))) return { format: 'gif' }
  // "BM" alone is two letters of ordinary text: the reserved fields must be zero too.
  if (starts(bytes, 0x42, 0x4d) && [6, 7, 8, 9].every((i) => bytes[i] === 0)) return { format: 'bmp' }
  const unsupported = unsupportedPicture(bytes)
  return unsupported === undefined ? { noPicture: otherKind(bytes) } : { unsupported }
}

function unsupportedPicture(bytes: Uint8Array): string | undefined {
  const box = asciiAt(bytes, 4, 4)
  if (box === 'ftyp') return MEDIA_BRANDS.get(asciiAt(bytes, 8, 4))
  if (box === 'jP  ' || starts(bytes, 0xff, 0x4f, 0xff, 0x51)) return 'a JPEG 2000 picture'
  if (box === 'JXL ' || starts(bytes, 0xff, 0x0a)) return 'a JPEG XL picture'
  return asciiAt(bytes, 0, 512).toLowerCase().includes('<svg') ? 'an SVG drawing' : undefined
}

function otherKind(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file'
  if (asciiAt(bytes, 4, 4) === 'ftyp') return 'a video'
  if (starts(bytes, 0, 5, 0x16, 7)) return 'a macOS side file'
  if (starts(bytes, 0x50, 0x4b, 3, 4)) return 'a zip archive'
  if (asciiAt(bytes, 0, 5) === '%PDF-') return 'a PDF'
  const text = asciiAt(bytes, 0, 512).trimStart().toLowerCase()
  if (text.startsWith('version https://git-lfs'))
    return 'a Git LFS pointer (the picture itself was not downloaded)'
  if (text.startsWith('<!doctype html') || text.startsWith('<html')) return 'a web page'
  return 'no picture'
}
