import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string | Uint8Array
  content?: Uint8Array | string
  /** Unix mode with the file type, as `0o120777` for a link. */
  mode?: number
  /** Stored as it is instead of deflated. */
  isStored?: boolean
  /** What the directory claims instead of the truth. */
  claims?: { size?: number; packed?: number; checksum?: number; flags?: number; method?: number }
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const MADE_BY_UNIX = (3 << 8) | 20

/** Writes a zip by the book (PKWARE's APPNOTE 6.3.9, without zip64), or against it where an entry lies. */
export function makeZip(entries: readonly ZipEntry[], { claimedEntries = entries.length } = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content = '', mode = 0o100644, isStored = false, claims = {} } of entries) {
    const bytes = Buffer.from(content)
    const packed = isStored ? bytes : deflateRawSync(bytes)
    const rawName = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(claims.flags ?? 0x800, 2)
    common.writeUInt16LE(claims.method ?? (isStored ? 0 : 8), 4)
    common.writeUInt32LE(claims.checksum ?? crc32(bytes), 10)
    common.writeUInt32LE(claims.packed ?? packed.length, 14)
    common.writeUInt32LE(claims.size ?? bytes.length, 18)
    common.writeUInt16LE(rawName.length, 22)
    const local = Buffer.concat([word(LOCAL), common, rawName, packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([word(CENTRAL), short(MADE_BY_UNIX), common, rest, rawName]))
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(claimedEntries, 4)
  end.writeUInt16LE(claimedEntries, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, central, word(END), end])
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
